import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Planner, SubscriptionPlan } from './apollo-internals.ts';

const keptPlans = 500;

/** Plans of subscriptions, each made once. The gateway keeps those of queries and mutations itself. */
export function subscriptionPlans(planner: Planner) {
  const known = new LRUCache<string, SubscriptionPlan>({ max: keptPlans });
  return (request: { document: DocumentNode; hash: string; operation: OperationDefinitionNode }): SubscriptionPlan => {
    const name = request.operation.name?.value;
    const key = `${request.hash} ${name ?? ''}`;
    const found = known.get(key);
    if (found) return found;
    const plan = planner.planSubscription(request.document, name);
    known.set(key, plan);
    return plan;
  };
}
