import type { EventEnvelope } from '@caravan/contracts/event';
import type { Transaction } from '@caravan/database/database';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';

export type Received = { readonly consumer: string; readonly envelope: EventEnvelope };

/** The subgraphs with something around each of their handlers. */
export function handlersOf(
  subgraphs: readonly SubgraphDefinition[],
  around: (received: Received, handle: () => Promise<void>) => Promise<void>,
): SubgraphDefinition[] {
  return subgraphs.map((subgraph) => ({
    ...subgraph,
    consumers: subgraph.consumers.map((consumer) => ({
      ...consumer,
      subscriptions: consumer.subscriptions.map((subscription) => ({
        ...subscription,
        handle: (deps: unknown, tx: Transaction, envelope: EventEnvelope) =>
          around({ consumer: consumer.name, envelope }, () => subscription.handle(deps, tx, envelope)),
      })),
    })),
  }));
}
