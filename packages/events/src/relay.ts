import type { Configuration } from '@caravan/config/configuration';
import type { Database } from '@caravan/database/database';
import type { Logger } from 'pino';
import { type Lock, openLocks } from './leadership.ts';
import { startLoop } from './loop.ts';
import { markPublished, pruneOutbox, schemaOf, unpublishedRows } from './outbox.ts';
import type { EventTransport, Stoppable } from './transport.ts';

type RelayOptions = {
  database: Database;
  transport: EventTransport;
  /** Name of the subgraph: the `source` of its events. */
  source: string;
  settings: Configuration['events'];
  logger: Logger;
};

/**
 * Whoever writes while other rows wait does not announce it, so after work the relay looks again: soon, then after
 * pauses that double, for as long as a transaction may take that wrote meanwhile. What took longer waits for `pollMs`.
 */
const shortestPauseMs = 5;
const watchfulMs = 2_000;

/**
 * Moves what a subgraph has published from its outbox to the transport, and marks it published after.
 *
 * One instance per subgraph is active; the others take over within `pollMs` when its connection ends.
 * A crash between appending and marking appends again: consumers tell by the event's id.
 */
export async function startRelay(options: RelayOptions): Promise<Stoppable> {
  const { database, settings, logger } = options;
  const schema = await schemaOf(database);
  const locks = openLocks(database.client);
  const prune = pruner(options);
  let lock: Lock | null = null;
  let lastMovedAt = Number.NEGATIVE_INFINITY;

  const loop = startLoop({
    name: `The relay of ${options.source}`,
    pollMs: settings.pollMs,
    logger,
    async step() {
      if (!lock?.isHeld()) lock = await locks.tryAcquire(`relay of ${schema}`);
      if (!lock) return 'idle';
      const moved = await moveBatch(options);
      if (moved > 0) lastMovedAt = performance.now();
      if (moved === settings.batchSize) return 'more';
      if (await prune()) return shortestPauseMs;
      const quietMs = performance.now() - lastMovedAt;
      return quietMs > watchfulMs ? 'idle' : Math.max(shortestPauseMs, quietMs);
    },
  });
  await using opened = new AsyncDisposableStack();
  opened.defer(() => locks.close());
  opened.defer(() => loop.stop());
  const listening = await database.client.listen(`outbox_${schema}`, loop.ring, loop.ring);
  const running = opened.move();
  return {
    async stop() {
      await loop.stop();
      await listening.unlisten().catch(ignoreClosedConnection);
      await running.disposeAsync();
    },
  };
}

async function moveBatch({ database, transport, source, settings }: RelayOptions): Promise<number> {
  const rows = await unpublishedRows(database.query, settings.batchSize);
  if (rows.length === 0) return 0;
  await transport.append(rows.map(({ envelope }) => ({ ...envelope, source })));
  await markPublished(database.query, rows);
  return rows.length;
}

/** A batch at a time, so that publishing never waits for long. Answers whether there is more to prune. */
function pruner({ database, settings }: RelayOptions): () => Promise<boolean> {
  const { outboxKeptSeconds, outboxPruneEverySeconds, outboxPruneBatch } = settings;
  let doneAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - doneAt < outboxPruneEverySeconds * 1_000) return false;
    const pruned = await pruneOutbox(database.query, outboxKeptSeconds, outboxPruneBatch);
    if (pruned === outboxPruneBatch) return true;
    doneAt = performance.now();
    return false;
  };
}

/** The connection may be gone already when a part stops; then nobody listens any more. */
function ignoreClosedConnection(): void {}
