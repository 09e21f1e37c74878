import { hash } from 'node:crypto';
import { CaravanError, type ErrorCode } from '@caravan/core/errors';
import { type DocumentNode, type FieldNode, type GraphQLSchema, type OperationDefinitionNode, print } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompiledOperation, compileOperation } from '../execution/plan/compile.ts';
import { planSeconds, plans } from '../telemetry/router-metrics.ts';
import { withoutIntrospection } from './introspection.ts';
import type { Planner } from './planner.ts';
import type { RequiredFields } from './required-fields.ts';

/** An operation to be planned; what is planned may be less than what is answered. */
export type OperationToPlan = {
  /** Tells apart what has a plan of its own: the document, the contract, what rights leave over. */
  readonly key: string;
  readonly document: DocumentNode;
  /** Length of its text. */
  readonly characters: number;
  readonly operation: OperationDefinitionNode;
  /** What clients of the contract see. */
  readonly schema: GraphQLSchema;
  /** What is left after the rules of access; null when nothing is. */
  readonly planned: { readonly document: DocumentNode; readonly source?: string } | null;
  readonly denied: ReadonlyMap<FieldNode, ErrorCode>;
  /** Told when it was tried and took too long, which costs all who wait for plans: whoever asked pays for it. */
  onGivenUp?(): void;
};

export type PlannedOperations = {
  /** The operation, planned and compiled once for all who ask while it is kept. */
  of(operation: OperationToPlan): Promise<CompiledOperation>;
};

type Options = {
  readonly planner: Planner;
  readonly required: RequiredFields;
  /** All types, those included that no client sees. */
  readonly supergraph: GraphQLSchema;
  /** Most compiled operations. */
  readonly kept: number;
  /** Memory for them. */
  readonly keptBytes: number;
  /** How long an operation whose planning took too long is refused without being tried again. */
  readonly refusedMs: number;
};

const keptRefusals = 1_000;

/** Seen in Node 26: memory per character of a document that is kept with its plan, and of the plan as JSON. */
const bytesPerCharacter = { document: 100, plan: 16 };
const leastBytes = 4_000;

export function plannedOperations(options: Options): PlannedOperations {
  const { planner, required, supergraph, kept, keptBytes } = options;
  const known = new LRUCache<string, Promise<CompiledOperation>>({ max: kept, maxSize: keptBytes });
  const refused = rememberedRefusals(options.refusedMs);
  const compile = async ({ document, characters, operation, schema, planned, denied }: OperationToPlan) => {
    const name = operation.name?.value;
    const plan = planned ? await planner.plan(sourceOf(planned), name) : ({ kind: 'QueryPlan' } as const);
    required.check(plan);
    const compiled = compileOperation({ plan, document, operation, schema, supergraph, denied });
    const planBytes = JSON.stringify(plan).length * bytesPerCharacter.plan;
    return { compiled, bytes: leastBytes + characters * bytesPerCharacter.document + planBytes };
  };
  return {
    of: (operation) => {
      const key = `${operation.key} ${operation.operation.name?.value ?? ''}`;
      const found = known.get(key);
      if (found) {
        plans.inc({ outcome: 'hit' });
        return found;
      }
      const refusal = refused.of(key);
      if (refusal) {
        plans.inc({ outcome: 'refused' });
        return Promise.reject(refusal);
      }
      const startedAt = performance.now();
      const made = compile(operation);
      const compiling = made.then(({ compiled }) => compiled);
      known.set(key, compiling, { size: leastBytes });
      made.then(
        ({ bytes }) => {
          plans.inc({ outcome: 'made' });
          planSeconds.observe((performance.now() - startedAt) / 1000);
          // The size of what is there already would not change.
          known.delete(key);
          known.set(key, compiling, { size: bytes });
        },
        // What could not be planned now may be later, and must not take a place.
        (error: unknown) => {
          plans.inc({ outcome: 'refused' });
          known.delete(key);
          if (refused.remember(key, error)) operation.onGivenUp?.();
        },
      );
      return compiling;
    },
  };
}

/** Operations whose planning took too long, by the hashes of their keys: names may be of any length. */
function rememberedRefusals(refusedMs: number) {
  const known = new LRUCache<string, { readonly error: CaravanError; readonly until: number }>({ max: keptRefusals });
  const digestOf = (key: string) => hash('sha256', key, 'base64url');
  return {
    of: (key: string): CaravanError | null => {
      const found = known.get(digestOf(key));
      return found && Date.now() < found.until ? found.error : null;
    },
    /** Whether it is one of those. */
    remember: (key: string, error: unknown): boolean => {
      if (!(error instanceof CaravanError) || error.code !== 'OPERATION_TOO_LARGE') return false;
      known.set(digestOf(key), { error, until: Date.now() + refusedMs });
      return true;
    },
  };
}

function sourceOf({ document, source }: NonNullable<OperationToPlan['planned']>): string {
  const planned = withoutIntrospection(document);
  return planned === document && source !== undefined ? source : print(planned);
}
