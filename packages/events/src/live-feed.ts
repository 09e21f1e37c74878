import type { EventContract, EventEnvelope } from '@caravan/contracts/event';
import { type ReadEvent, readEvent } from '@caravan/contracts/read-event';
import { invariant } from '@caravan/core/errors';
import type { Logger } from 'pino';
import { openWatch, type Watch, type Watched } from './live-watch.ts';
import type { EventTransport } from './transport.ts';

/** Follows the topics of a subgraph once per process and fans out to whoever watches. */
export type LiveFeed = {
  /**
   * The states there are, then every later one, none missed in between: the watch stands before
   * `current(null)` is read. On each event that `matches` the states it concerns are read again;
   * a version that was handed out already, or an older one, is dropped. For a slow reader only the
   * newest state per key waits; above `queueSize` keys it ends with `UNAVAILABLE`.
   *
   * Ends with the signal, with `return()`, and with the feed. When a read fails for good, its error is thrown.
   *
   * @param options.current - States as they are now: all of them for null, else those that the event concerns.
   */
  watch<State extends { version: number }>(options: WatchOptions<State>): AsyncIterableIterator<State>;
  /** Ends every watch. */
  stop(): Promise<void>;
};

export type WatchOptions<State> = Watched<State> & {
  contract: EventContract;
  matches(event: EventEnvelope): boolean;
  signal?: AbortSignal;
};

type Follower = { type: string; matches(event: EventEnvelope): boolean; watch: Watch<unknown> };

export async function openLiveFeed(options: {
  transport: EventTransport;
  /** Events that may be watched. */
  contracts: readonly EventContract[];
  /** Keys that may wait for a slow reader of one watch. */
  queueSize: number;
  logger: Logger;
}): Promise<LiveFeed> {
  const topics = [...new Set(options.contracts.map(({ topic }) => topic))];
  const contracts = new Map(options.contracts.map((contract) => [contract.type, contract]));
  const followers = new Set<Follower>();

  const following = await options.transport.follow({
    topics,
    onEvent(event) {
      const contract = contracts.get(event.type);
      if (!contract) return;
      const found = readEvent(contract, event);
      if (found.kind !== 'read')
        options.logger.warn({ ...found, eventId: event.id, eventType: event.type }, unreadable);
      for (const follower of followers) if (follower.type === event.type) tell(follower, found);
    },
    onGap() {
      options.logger.warn({ topics }, 'Events may have been missed: watched states are read again');
      for (const { watch } of followers) watch.refresh();
    },
  });

  return {
    watch({ contract, matches, signal, ...watched }) {
      invariant(contracts.has(contract.type), `the feed follows ${contract.type}`);
      const watch = openWatch({
        ...watched,
        queueSize: options.queueSize,
        onEnd: () => followers.delete(follower),
      });
      const follower: Follower = { type: contract.type, matches, watch };
      followers.add(follower);
      watch.refresh();
      endWith(watch, signal);
      return watch.states;
    },
    async stop() {
      await following.stop();
      for (const { watch } of followers) watch.end();
    },
  };
}

const unreadable = 'A followed event cannot be read: watched states are read again';

/** What a newer version of Caravan says may concern anybody: they look for themselves. */
function tell({ matches, watch }: Follower, found: ReadEvent<EventContract>): void {
  if (found.kind !== 'read') return watch.refresh();
  const { event } = found;
  try {
    if (matches(event)) watch.reread(event);
  } catch (error) {
    watch.end(error);
  }
}

function endWith(watch: Watch<unknown>, signal: AbortSignal | undefined): void {
  if (signal?.aborted) watch.end();
  else signal?.addEventListener('abort', () => watch.end(), { once: true });
}
