import { ImportProgressed, OrderChanged } from '@caravan/contracts/marketplace';
import type { Database } from '@caravan/database/database';
import { openLiveFeed } from '@caravan/events/live-feed';
import { markPublished, unpublishedRows } from '@caravan/events/outbox';
import type { EventTransport } from '@caravan/events/transport';
import { createLogger } from '@caravan/telemetry/logger';
import type { Deps } from '../src/deps.ts';
import { tradeDeps } from './trade.ts';

/** Dependencies with a live feed that hears of the outbox when the test says so. */
export async function liveDeps(database: Database) {
  const followers: Parameters<EventTransport['follow']>[0][] = [];
  const transport: EventTransport = {
    append: async () => undefined,
    consume: async () => ({ stop: async () => undefined }),
    follow: async (options) => {
      followers.push(options);
      return { stop: async () => undefined };
    },
    // Nothing is kept.
    read: async function* () {},
    lag: async () => 0,
    close: async () => undefined,
  };
  const logger = createLogger({ level: 'silent', name: 'test' });
  const feed = await openLiveFeed({ transport, contracts: [OrderChanged, ImportProgressed], queueSize: 256, logger });
  const takeRows = async () => {
    const rows = await unpublishedRows(database.query, 10_000);
    if (rows.length > 0) await markPublished(database.query, rows);
    return rows;
  };
  return {
    deps: tradeDeps(database, { feed }) satisfies Deps,
    feed,
    /** Carries what was published since to the feed. */
    async deliver() {
      for (const { envelope } of await takeRows()) {
        for (const { onEvent } of followers) onEvent({ ...envelope, source: 'marketplace' });
      }
    },
    /** Loses what was published since, and says only that something may have been lost. */
    async lose() {
      await takeRows();
      for (const { onGap } of followers) onGap();
    },
  };
}
