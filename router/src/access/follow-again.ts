import { setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from '@caravan/telemetry/logger';

const againMs = 500;

type Options = {
  readonly topics: readonly string[];
  /** What is read before what comes; asked again at each reading. */
  since(): Date;
  /** May get the same event again. */
  onEvent(envelope: EventEnvelope): void;
  /** What it is about, for the log. */
  readonly what: string;
  readonly logger: Logger;
};

/** Follows events in memory. When some may have been missed they are all read again. Ready when it resolves. */
export async function followAgainOnGap(
  transport: EventTransport | undefined,
  { topics, since, onEvent, what, logger }: Options,
): Promise<{ stop(): Promise<void> }> {
  if (!transport) return { stop: async () => {} };
  const ending = new AbortController();
  const follow = () =>
    transport.follow({
      topics,
      fromTime: since(),
      onEvent,
      onGap: () => {
        current = replace(current);
      },
    });
  const replace = async (previous: ReturnType<typeof follow>) => {
    const old = await previous;
    // Whatever made events go missing may also keep them from being read again for a while.
    while (!ending.signal.aborted) {
      try {
        logger.info({ what }, 'reading again');
        const next = await follow();
        old.stop().catch((error: unknown) => logger.error({ err: error, what }, 'an old reading does not end'));
        return next;
      } catch (error) {
        logger.error({ err: error, what }, 'cannot be read again yet');
        await pause(againMs, undefined, { signal: ending.signal }).catch(() => {});
      }
    }
    return old;
  };
  let current = follow();
  await current;
  return {
    stop: async () => {
      ending.abort();
      await (await current).stop();
    },
  };
}
