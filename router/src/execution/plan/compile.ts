import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { CaravanError, type ErrorCode } from '@caravan/core/errors';
import type { DocumentNode, ExecutionResult, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { clientErrors } from './client-errors.ts';
import { compileFlags, type Flags } from './conditions.ts';
import { type Execution, openExecution, runPlan, takeRoot } from './execute.ts';
import { type FastShape, writeFastShape } from './fast-shape.ts';
import { groupSteps, type StepGraph } from './groups.ts';
import { compileIntrospection } from './introspection.ts';
import { type Problem, toReported } from './problems.ts';
import { pickInto } from './requests.ts';
import type { CompiledOperation, Run } from './run.ts';
import { clientSelection, type Selection } from './selection.ts';
import { type Shaped, shape } from './shape.ts';
import { compileStep, planSteps, type Step } from './steps.ts';
import { typeConditions } from './subtypes.ts';

export type {
  CompiledOperation,
  EntityCache,
  EntityFetch,
  Fetch,
  Fetcher,
  Representation,
  Run,
  Variables,
} from './run.ts';

export type CompileOptions = {
  /** Apollo's, as plain JSON. */
  readonly plan: QueryPlan;
  /** The client's; what is shaped. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What the client sees. */
  readonly schema: GraphQLSchema;
  /** All types: conditions in plans may name some that no client sees. */
  readonly supergraph: GraphQLSchema;
  /** Fields of the document that rules of access cut from what was planned, and why. */
  readonly denied?: ReadonlyMap<FieldNode, ErrorCode>;
};

/**
 * Makes of a plan what is cheap to run: texts are printed, paths resolved and selections flattened once.
 *
 * Results are those of the stock gateway, but for what it gets wrong: errors are found where the client finds its
 * nulls, and no null against the schema goes without one.
 */
export function compileOperation(options: CompileOptions): CompiledOperation {
  const { plan, supergraph } = options;
  const holds = typeConditions(supergraph);
  const { node } = plan;
  const isSubscription = node?.kind === 'Subscription';
  const fetches: PlanNode | undefined = isSubscription ? node.rest : node;
  const graph = groupSteps(fetches ? planSteps(fetches, holds) : []);
  const primary = isSubscription ? compileStep(node.primary, { path: [], conditions: [] }, holds) : null;
  const answer = compileAnswer(options, node === undefined);
  const readFlags = compileFlags(options.document, options.operation, conditionsOf(graph));
  const open = (run: Run) => openExecution(run, readFlags(run.variables));
  return {
    primary: primary && toPrimary(primary),
    execute: async (run) => {
      if (primary) throw new Error('A subscription is run by its events.');
      const execution = open(run);
      await runPlan(graph, execution);
      return answer(execution);
    },
    complete: async (event, run) => {
      if (!primary) throw new Error('Only subscriptions have events.');
      const execution = open(run);
      takeRoot(primary, event, { execution, targets: [execution.root], copy: true });
      await runPlan(graph, execution);
      return answer(execution);
    },
  };
}

function conditionsOf({ steps }: StepGraph): string[] {
  return steps.flatMap(({ step }) => step.conditions.map(({ variable }) => variable));
}

function toPrimary(step: Step): CompiledOperation['primary'] {
  const { query, document, operationName } = step.text;
  return {
    subgraph: step.subgraph,
    query,
    document,
    operationName,
    variables: (of) => pickInto({}, step.variableNames, of),
  };
}

type Answer = (execution: Execution) => ExecutionResult;

/** What the client gets for what the subgraphs brought. */
function compileAnswer(options: CompileOptions, isUnplanned: boolean): Answer {
  const { document, operation, schema, supergraph } = options;
  const holds = typeConditions(supergraph);
  const introspect = compileIntrospection(document, operation, schema);
  const selectionFor = selections(options);
  return (execution) => {
    const { selection, fast } = selectionFor(execution.flags);
    const regular = execution.problems.length === 0 && !isUnplanned ? fast(execution.root) : null;
    if (regular) return { data: regular };
    const introspected = introspect(execution.run.variables);
    const shaped = shape(selection, execution.root, { schema, introspected });
    if (isUnplanned) execution.problems.push(...unplanned(selection));
    const errors = hasFindings(execution, shaped) ? clientErrors({ execution, selection, shaped, holds }) : [];
    return errors.length > 0 ? { errors, data: shaped.data } : { data: shaped.data };
  };
}

function hasFindings({ problems }: Execution, { denials, violations }: Shaped): boolean {
  return problems.length > 0 || denials.length > 0 || violations.length > 0;
}

/** Combinations of what variables switch on and off; clients choose them, so not all are kept. */
const keptSelections = 16;

type Shaping = { readonly selection: Selection; readonly fast: FastShape };

function selections({ document, operation, schema, denied }: CompileOptions): (flags: Flags) => Shaping {
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The schema has no ${operation.operation}.`);
  const root = { selections: operation.selectionSet.selections, type };
  const known = new Map<string, Shaping>();
  return (flags) => {
    const found = known.get(flags.key);
    if (found) return found;
    const selection = clientSelection(root, { document, schema, denied }, flags);
    const shaping = { selection, fast: whenRepeated(() => writeFastShape(selection, schema)) };
    if (known.size >= keptSelections) known.clear();
    known.set(flags.key, shaping);
    return shaping;
  };
}

/** Code is written for what is asked more than once: it takes as long as it saves on a dozen answers. */
function whenRepeated(write: () => FastShape | null): FastShape {
  let times = 0;
  let written: FastShape | null = null;
  return (input) => {
    times += 1;
    if (times === 2) written = write();
    return written && written(input);
  };
}

/**
 * The planner makes an empty plan of what it finds no way to. Where all was switched off, or cut by rules of access,
 * nothing had to be planned.
 */
function unplanned(selection: Selection): Problem[] {
  const fields = selection.fieldsOf(selection.type.name) ?? [];
  const error = toReported(new CaravanError('UNAVAILABLE', 'No subgraph can be asked for this field.'));
  return fields
    .filter(({ kind, denied }) => kind === 'data' && denied === null)
    .map(({ key }) => ({ kind: 'value', error, path: [key] }));
}
