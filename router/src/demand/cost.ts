import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { CostRules } from './cost-rules.ts';
import { compileEstimate, type Estimate } from './estimate.ts';
import { slicingOf } from './list-sizes.ts';
import { compileMeasure } from './measure.ts';
import { type Estimation, valueOf } from './terms.ts';

export type CostedOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced, with their defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/** What the operation may cost at most. Worked out per document once; after that it takes microseconds. */
export function estimateCost(rules: CostRules, costed: CostedOperation): number {
  return valueOf(costOf(rules, costed).estimate.term, estimationOf(costed));
}

/** What the operation did cost, by what came out. */
export function actualCost(rules: CostRules, costed: CostedOperation, data: unknown): number {
  return costOf(rules, costed).measure()(data, estimationOf(costed));
}

export type SlicingLimits = { readonly pageSize: number; readonly oneIsRequired: boolean };

/** Why the arguments that say how long lists are cannot be taken. */
export function slicingErrors(rules: CostRules, costed: CostedOperation, limits: SlicingLimits): GraphQLError[] {
  const estimation = estimationOf(costed);
  const errors: GraphQLError[] = [];
  for (const { field, count, largest, largestName, isOneRequired } of costOf(rules, costed).slicing(estimation)) {
    if (largest > limits.pageSize) {
      errors.push(refusal(`\`${largestName}\` of \`${field}\` is at most ${limits.pageSize}.`));
    } else if (limits.oneIsRequired && isOneRequired && count !== 1) {
      errors.push(refusal(`\`${field}\` takes exactly one of the arguments that say how many entries it has.`));
    }
  }
  return errors;
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

type OperationCost = {
  readonly estimate: Estimate;
  measure(): ReturnType<typeof compileMeasure>;
  slicing(estimation: Estimation): Slices[];
};

type Slices = ReturnType<ReturnType<typeof slicingOf>> & { readonly field: string; readonly isOneRequired: boolean };

const known = new WeakMap<CostRules, WeakMap<OperationDefinitionNode, OperationCost>>();

function costOf(rules: CostRules, { document, operation }: CostedOperation): OperationCost {
  const ofRules = known.get(rules) ?? new WeakMap<OperationDefinitionNode, OperationCost>();
  known.set(rules, ofRules);
  const cost = ofRules.get(operation) ?? compileCost(rules, document, operation);
  ofRules.set(operation, cost);
  return cost;
}

function compileCost(rules: CostRules, document: DocumentNode, operation: OperationDefinitionNode): OperationCost {
  const estimate = compileEstimate(rules, document, operation);
  const sliced = estimate.sliced.map(({ field, rule }) => ({
    field: field.name.value,
    isOneRequired: rule.listSize?.requiresOne ?? false,
    read: slicingOf(field, rule),
  }));
  let measure: ReturnType<typeof compileMeasure> | undefined;
  return {
    estimate,
    measure: () => {
      measure ??= compileMeasure(rules, document, operation);
      return measure;
    },
    slicing: (estimation) => sliced.map(({ read, ...rest }) => ({ ...rest, ...read(estimation) })),
  };
}

let lastEstimation = 0;

function estimationOf({ variables }: CostedOperation): Estimation {
  lastEstimation += 1;
  return { id: lastEstimation, variables };
}
