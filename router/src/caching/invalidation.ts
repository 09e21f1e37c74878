import type { EventEnvelope } from '@caravan/contracts/event';
import type { EventTransport, Stoppable } from '@caravan/events/transport';
import type { Caching } from './caching.ts';
import type { EntityChange } from './entity-tags.ts';

/** Which entities change with which events: the affair of whoever knows both the events and the supergraph. */
export type Invalidation = {
  readonly topics: readonly string[];
  changesOf(event: EventEnvelope): readonly EntityChange[];
};

/** Drops what events say has changed; everything, when some may have been missed. */
export async function followChanges(
  transport: EventTransport | undefined,
  invalidation: Invalidation | undefined,
  caching: Pick<Caching, 'drop' | 'dropAll'>,
): Promise<Stoppable> {
  if (!transport || !invalidation) return { stop: async () => {} };
  return transport.follow({
    topics: invalidation.topics,
    onEvent: (event) => caching.drop(invalidation.changesOf(event)),
    onGap: () => caching.dropAll(),
  });
}
