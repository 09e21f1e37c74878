import type { Configuration } from '@caravan/config/configuration';
import { GraphQLError } from 'graphql';
import type { Client } from '../access/client.ts';
import type { GraphqlRequest } from '../execution/request.ts';
import { operationCost } from '../telemetry/router-metrics.ts';
import { actualCost, type CostedOperation, estimateCost, slicingErrors } from './cost.ts';
import type { CostRules } from './cost-rules.ts';
import type { Charge } from './rate-budget.ts';

/** What a client is told of the cost of his operation (`extensions.cost`). */
export type CostReport = { readonly estimated: number; readonly actual: number; readonly limit: number };

/** What one operation asks of us: estimated before it runs, measured when it has run. */
export type Demand = {
  readonly estimated: number;
  /** Of all results so far; null before the first. */
  readonly actual: number | null;
  /** Whether the client wants to know. */
  readonly isReported: boolean;
  /** To be told when budgets have been charged for it. */
  charged(charge: Charge): void;
  /**
   * Measures a result, and corrects the charge by the first one.
   *
   * @returns What the client wants to know of it; null when it does not.
   */
  settle(data: unknown): CostReport | null;
};

type Settings = Pick<Configuration['router'], 'costMode' | 'cost' | 'pageSize'>;

type Asked = { readonly request: GraphqlRequest; readonly client: Client };

/** An operation of which nothing is known costs this much of a budget. */
const flatCost = 1;

/** Estimates an operation, or says why its cost forbids it. */
export function assessDemand(
  { rules, settings }: { rules: CostRules; settings: Settings },
  costed: CostedOperation,
  asked: Asked,
): Demand | readonly GraphQLError[] {
  const { costMode, cost: limit, pageSize } = settings;
  const errors = slicingErrors(rules, costed, { pageSize, oneIsRequired: costMode === 'enforce' });
  if (errors.length > 0) return errors;
  if (costMode === 'off') return flatDemand();
  const estimated = estimateCost(rules, costed);
  if (costMode === 'enforce' && estimated > limit) return [tooExpensive(estimated, limit)];
  operationCost.observe({ kind: 'estimated' }, estimated);
  const isReported = wantsReport(asked);
  let actual: number | null = null;
  let open: Charge | null = null;
  return {
    estimated,
    isReported,
    get actual() {
      return actual;
    },
    charged: (charge) => {
      open = charge;
    },
    settle: (data) => {
      const measured = actualCost(rules, costed, data);
      actual = (actual ?? 0) + measured;
      operationCost.observe({ kind: 'actual' }, measured);
      open?.settle(measured);
      open = null;
      return isReported ? { estimated, actual: measured, limit } : null;
    },
  };
}

function flatDemand(): Demand {
  return { estimated: flatCost, actual: null, isReported: false, charged: () => {}, settle: () => null };
}

function tooExpensive(estimated: number, limit: number): GraphQLError {
  const message = `The operation may cost ${estimated}; at most ${limit} is allowed. Ask for shorter lists or fewer fields.`;
  return new GraphQLError(message, { extensions: { code: 'COST_EXCEEDED', estimated, limit } });
}

/** Asked for by the header `x-cost: true` (of a socket: when it is opened), or by `"extensions": {"cost": true}`. */
function wantsReport({ request, client }: Asked): boolean {
  return client.headers['x-cost'] === 'true' || request.extensions.cost === true;
}
