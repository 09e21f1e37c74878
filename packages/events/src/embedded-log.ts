import type { EventEnvelope } from '@caravan/contracts/event';
import { type Database, openDatabase } from '@caravan/database/database';
import { migrate } from '@caravan/database/migrations';
import type { Logger } from 'pino';
import {
  advance,
  appendToLog,
  countAfter,
  endsOf,
  loadOffsets,
  type Positions,
  readAfter,
  saveOffsets,
} from './embedded-log-store.ts';
import { type Lock, type Locks, openLocks } from './leadership.ts';
import { type Loop, startLoop } from './loop.ts';
import { schemaOf } from './outbox.ts';
import type { EventTransport, Stoppable } from './transport.ts';

/** Schema and role of the embedded log, for `provisionSchema`. */
export const logSchema = 'events';
/** Log, offsets and user keys: applied in the schema of the log. */
export const logMigrations = new URL('../log-migrations/', import.meta.url);

export type EmbeddedLogOptions = {
  /** Of the role that owns the schema `events`; several processes may share it. */
  url: string;
  /** Fallback when a NOTIFY was missed, and how long a take-over takes at most. */
  pollMs: number;
  batchSize: number;
  logger: Logger;
};

type Log = EmbeddedLogOptions & { database: Database; locks: Locks; listeners: Set<Listener> };
type Listener = { topics: ReadonlySet<string>; loop: Loop };

/** A durable log in Postgres with the promises of a broker, for one machine; brings its tables up to date first. */
export async function openEmbeddedLog(options: EmbeddedLogOptions): Promise<EventTransport> {
  const database = await openMigratedLog(options.url);
  const log: Log = { ...options, database, locks: openLocks(database.client), listeners: new Set() };
  await listen(log);
  return {
    append: async (envelopes) => {
      if (envelopes.length > 0) await appendToLog(database, envelopes);
    },
    consume: (consumption) => consume(log, consumption),
    follow: (following) => follow(log, following),
    read: (options) => read(log, options),
    lag: async (group, topics) => countAfter(database.query, await loadOffsets(database.query, group, topics)),
    close: () => close(log),
  };
}

/** The log's schema, its tables up to date. When that fails, no connection is left. */
export async function openMigratedLog(url: string): Promise<Database> {
  const database = openLogDatabase(url);
  try {
    await migrate(database, [{ name: 'events-log', folder: logMigrations }]);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The log's schema for a few statements at a time: waits are LISTEN's, not the pool's. */
export function openLogDatabase(url: string): Database {
  return openDatabase({ url, schema: logSchema, poolSize: 4, statementTimeoutMs: 30_000, attempts: 8 });
}

async function listen({ database, listeners }: Log): Promise<void> {
  const ring = (topic: string) => {
    for (const listener of listeners) if (listener.topics.has(topic)) listener.loop.ring();
  };
  // Also called whenever the connection is back: what was announced meanwhile is read at once.
  const ringAll = () => {
    for (const listener of listeners) listener.loop.ring();
  };
  await database.client.listen(`log_${await schemaOf(database)}`, ring, ringAll);
}

async function consume(log: Log, options: Parameters<EventTransport['consume']>[0]): Promise<Stoppable> {
  const { group, topics } = options;
  const { query } = log.database;
  let lock: Lock | null = null;
  let positions: Positions | null = null;

  return startListener(log, topics, `Consumer group ${group}`, {
    async step() {
      if (!lock?.isHeld()) {
        lock = await log.locks.tryAcquire(`consumer group ${group} of ${logSchema}`);
        if (!lock) return 'idle';
        positions = null;
      }
      // By itself, because the lock is kept when this fails.
      positions ??= await loadOffsets(query, group, topics);
      const rows = await readAfter(query, positions, log.batchSize);
      if (rows.length === 0) return 'idle';
      await options.handle(rows.map(({ envelope }) => envelope));
      advance(positions, rows);
      await saveOffsets(query, group, positions);
      return rows.length === log.batchSize ? 'more' : 'idle';
    },
    onStop: async () => lock?.release(),
  });
}

async function follow(log: Log, options: Parameters<EventTransport['follow']>[0]): Promise<Stoppable> {
  // The log is kept for good and positions survive a lost connection, so there are no gaps to report.
  const positions = await endsOf(log.database.query, options.topics, options.fromTime);
  return startListener(log, options.topics, 'A follower', {
    async step() {
      const rows = await readAfter(log.database.query, positions, log.batchSize);
      advance(positions, rows);
      for (const { envelope } of rows) deliver(log, options.onEvent, envelope);
      return rows.length === log.batchSize ? 'more' : 'idle';
    },
  });
}

async function* read(
  { database: { query }, batchSize }: Log,
  { topics, fromTime }: Parameters<EventTransport['read']>[0],
): AsyncGenerator<EventEnvelope[]> {
  const ends = await endsOf(query, topics);
  const positions: Positions = fromTime ? await endsOf(query, topics, fromTime) : new Map();
  for (const topic of topics) if (!positions.has(topic)) positions.set(topic, '0');
  const isBefore = (topic: string, position: string) => BigInt(position) <= BigInt(ends.get(topic) ?? 0);
  for (;;) {
    const rows = await readAfter(query, positions, batchSize);
    if (rows.length === 0) return;
    advance(positions, rows);
    const wanted = rows.filter(({ topic, position }) => isBefore(topic, position));
    if (wanted.length > 0) yield wanted.map(({ envelope }) => envelope);
    // A topic that reached its end is read no further, or a busy one would be followed for ever.
    for (const [topic, position] of positions)
      if (!isBefore(topic, `${BigInt(position) + 1n}`)) positions.delete(topic);
  }
}

function deliver({ logger }: Log, onEvent: (envelope: EventEnvelope) => void, envelope: EventEnvelope): void {
  try {
    onEvent(envelope);
  } catch (error) {
    logger.error({ err: error, eventId: envelope.id, eventType: envelope.type }, 'A follower failed on an event');
  }
}

function startListener(
  log: Log,
  topics: readonly string[],
  name: string,
  work: { step(): Promise<'more' | 'idle'>; onStop?(): Promise<void> | undefined },
): Stoppable {
  const loop = startLoop({ name, pollMs: log.pollMs, logger: log.logger, step: work.step });
  const listener: Listener = { topics: new Set(topics), loop };
  log.listeners.add(listener);
  return {
    async stop() {
      log.listeners.delete(listener);
      await loop.stop();
      await work.onStop?.();
    },
  };
}

async function close(log: Log): Promise<void> {
  await Promise.all([...log.listeners].map(({ loop }) => loop.stop()));
  log.listeners.clear();
  await log.locks.close();
  await log.database.close();
}
