import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';
import { type Contexts, compileContexts } from './contexts.ts';
import { type ParsedFetch, parseFetch, representationsName } from './fetch-text.ts';
import { type Fragments, type MergeTree, mergeTreeOf } from './merge.ts';
import { compileRepresentations, type Represent } from './representations.ts';
import { compileRewrites, type Rewrite, renamingsOf } from './rewrites.ts';
import type { EntityFetch } from './run.ts';
import type { TypeConditions } from './subtypes.ts';
import type { TargetPath } from './targets.ts';

/** One fetch of the plan, ready to be run. */
export type Step = {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  readonly path: TargetPath;
  /** All must be as they say, or the fetch is left out. */
  readonly conditions: readonly PlanCondition[];
  readonly text: ParsedFetch;
  readonly variableNames: readonly string[];
  /** Null for fields of root types. */
  readonly represent: Represent | null;
  /** Arguments that it takes from above its targets. */
  readonly contexts: Contexts | null;
  /** Equal for steps that represent the same targets in the same way. */
  readonly source: string;
  /** Equal for steps that ask the same of entities, and do the same with the answer. */
  readonly sameness: string;
  readonly rewrite: Rewrite | null;
  /** Whether a type that is given for an object says less than the one that is known; null where none is given. */
  readonly isVaguer: ((given: unknown, known: unknown) => boolean) | null;
  /** Response keys in a subgraph's error paths that the plan gave, and the client's own. */
  readonly renamedKeys: ReadonlyMap<string, string>;
  readonly tree: MergeTree;
  /** The same before anything is renamed. */
  readonly rawTree: MergeTree;
  /** What it selects of each target. */
  readonly selection: SelectionSetNode;
  readonly entity: EntityFetch;
};

export type PlanCondition = { readonly variable: string; readonly isOn: boolean };

/** A step and the steps, by their places, that have to be done before. */
export type PlannedStep = { readonly step: Step; readonly after: readonly number[] };

/** The plan's fetches in an order in which they can run. */
export function planSteps(node: PlanNode, holds: TypeConditions): PlannedStep[] {
  const steps: PlannedStep[] = [];
  addSteps(node, { path: [], conditions: [], after: [] }, { steps, holds });
  return steps;
}

type Place = {
  readonly path: TargetPath;
  readonly conditions: readonly PlanCondition[];
  readonly after: readonly number[];
};
type Draft = { readonly steps: PlannedStep[]; readonly holds: TypeConditions };

/** @returns What has to be done before whatever comes after the node. */
function addSteps(node: PlanNode, place: Place, draft: Draft): readonly number[] {
  switch (node.kind) {
    case 'Sequence': {
      let { after } = place;
      for (const each of node.nodes) after = addSteps(each, { ...place, after }, draft);
      return after;
    }
    case 'Parallel':
      return distinct(node.nodes.flatMap((each) => addSteps(each, place, draft)));
    case 'Flatten':
      return addSteps(node.node, { ...place, path: [...place.path, ...node.path.map(String)] }, draft);
    case 'Condition':
      return distinct(
        [true, false].flatMap((isOn) => {
          const clause = isOn ? node.ifClause : node.elseClause;
          if (!clause) return [...place.after];
          const conditions = [...place.conditions, { variable: node.condition, isOn }];
          return addSteps(clause, { ...place, conditions }, draft);
        }),
      );
    case 'Fetch':
      draft.steps.push({ step: compileStep(node, place, draft.holds), after: place.after });
      return [draft.steps.length - 1];
    case 'Defer':
      throw new Error('The plan defers, which nothing asked for.');
  }
}

function distinct(places: readonly number[]): number[] {
  return [...new Set(places)];
}

type StepPlace = Pick<Place, 'path' | 'conditions'>;

export function compileStep(node: FetchNode, { path, conditions }: StepPlace, holds: TypeConditions): Step {
  const text = parseFetch(node.operation, node.operationName);
  const contexts = compileContexts(node.contextRewrites, holds);
  const given = [...(node.requires ? [representationsName] : []), ...(contexts?.names ?? [])];
  const variableNames = (node.variableUsages ?? []).filter((name) => !given.includes(name));
  const selection = node.requires ? entitySelection(text) : text.operation.selectionSet;
  const renamings = renamingsOf(node.outputRewrites);
  const rawTree = mergeTreeOf(selection, text.fragments, []);
  return {
    subgraph: node.serviceName,
    kind: node.operationKind === 'mutation' ? 'mutation' : 'query',
    path,
    conditions,
    text,
    variableNames,
    represent: node.requires
      ? compileRepresentations(node.requires, compileRewrites(node.inputRewrites, holds), holds)
      : null,
    contexts,
    source: JSON.stringify([path, node.requires, node.inputRewrites]),
    sameness: JSON.stringify([unnamed(node), node.outputRewrites]),
    rewrite: compileRewrites(node.outputRewrites, holds),
    isVaguer: node.requires && rawTree.keys.includes('__typename') ? vaguer(holds) : null,
    renamedKeys: new Map(renamings.map((renaming) => [renaming.path.at(-1) ?? '', renaming.to])),
    tree: renamings.length === 0 ? rawTree : mergeTreeOf(selection, text.fragments, renamings),
    rawTree,
    selection,
    entity: { subgraph: node.serviceName, query: node.operation, variableNames },
  };
}

function vaguer(holds: TypeConditions): NonNullable<Step['isVaguer']> {
  return (given, known) =>
    given !== known && typeof given === 'string' && typeof known === 'string' && holds(given, known);
}

/** Names of operations say which fetch of a plan it is, and nothing else. */
function unnamed({ operation, operationName }: FetchNode): string {
  return operationName === undefined ? operation : operation.replace(operationName, '');
}

function entitySelection({ operation }: ParsedFetch): SelectionSetNode {
  const [entities] = operation.selectionSet.selections;
  if (entities?.kind === Kind.FIELD && entities.selectionSet) return entities.selectionSet;
  throw new Error('A fetch of entities does not ask for any.');
}

/**
 * Response keys that selections of a step ask of objects of a type, or of any, with what they select below; what the
 * plan renamed by its client's key.
 */
export function keysOf(
  { text, renamedKeys }: Pick<Step, 'text' | 'renamedKeys'>,
  selections: readonly SelectionSetNode[],
  applies: (condition: string) => boolean,
): ReadonlyMap<string, readonly SelectionSetNode[]> {
  const keys = new Map<string, readonly SelectionSetNode[]>();
  const add = ({ selections: inner }: SelectionSetNode, fragments: Fragments) => {
    for (const each of inner) {
      if (each.kind === Kind.FIELD) {
        const given = each.alias?.value ?? each.name.value;
        const key = renamedKeys.get(given) ?? given;
        const below = keys.get(key) ?? [];
        if (each.name.value !== '__typename') keys.set(key, each.selectionSet ? [...below, each.selectionSet] : below);
        continue;
      }
      const fragment = each.kind === Kind.INLINE_FRAGMENT ? each : fragments.get(each.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && (condition === undefined || applies(condition))) add(fragment.selectionSet, fragments);
    }
  };
  for (const each of selections) add(each, text.fragments);
  return keys;
}
