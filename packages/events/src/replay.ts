import { topicsOf } from './consumer.ts';
import { createConsumerGate, ReplaySuperseded } from './consumer-gate.ts';
import { type Handled, type Handling, handleBatch } from './handle-batch.ts';
import { type Lock, type Locks, openLocks } from './leadership.ts';
import { type Loop, startLoop } from './loop.ts';
import { schemaOf } from './outbox.ts';
import { finishReplay, type Replay, readReplay, saveProgress } from './replay-store.ts';
import type { EventTransport } from './transport.ts';

type Replaying<Deps> = Handling<Deps> & { transport: EventTransport };

/**
 * Carries out the replays of a consumer that operators ask for, in one process of those that run it; when that one ends,
 * another begins anew and skips what was done. That it is one saves work and no more: claims tell what was handled, and
 * refuse a replay after which another was asked for.
 */
export async function startReplaying<Deps>(run: Replaying<Deps>): Promise<Loop> {
  const { consumer, database, settings, logger } = run;
  const key = `replay of ${consumer.name} in ${await schemaOf(database)}`;
  // A connection of its own, and there are replays once in a blue moon.
  let locks: Locks | null = null;
  const loop = startLoop({
    name: `The replay of ${consumer.name}`,
    pollMs: settings.pollMs,
    logger,
    async step() {
      const replay = await readReplay(database.query, consumer.name);
      if (!replay || replay.isFinished) {
        await locks?.close();
        locks = null;
        return 'idle';
      }
      locks ??= openLocks(database.client);
      const lock = await locks.tryAcquire(key);
      if (!lock) return 'idle';
      try {
        await carryOut(run, replay, lock);
      } finally {
        await lock.release();
      }
      return 'more';
    },
  });
  return {
    ring: loop.ring,
    async stop() {
      await loop.stop();
      await locks?.close();
    },
  };
}

async function carryOut<Deps>(run: Replaying<Deps>, replay: Replay, lock: Lock): Promise<void> {
  const { consumer, database, transport, logger, stopping } = run;
  const labels = { consumer: consumer.name, replayId: replay.id, from: replay.from };
  const handled: Handled = { claimed: 0, repeated: 0, givenUp: 0 };
  const handling = { ...run, ...gateOf(run, replay) };
  const fromTime = replay.from === null ? {} : { fromTime: new Date(replay.from) };
  const save = () => saveProgress(database.query, replay.id, handled);
  if (!(await save())) return;
  logger.info(labels, 'A replay begins');
  try {
    for await (const batch of untilAborted(transport.read({ topics: topicsOf(consumer), ...fromTime }), stopping)) {
      if (!lock.isHeld()) return;
      const more = await handleBatch(handling, batch);
      for (const kind of ['claimed', 'repeated', 'givenUp'] as const) handled[kind] += more[kind];
      if (!(await save())) return;
    }
  } catch (error) {
    // What it had in hand belongs to the newer one.
    if (error instanceof ReplaySuperseded) return;
    throw error;
  }
  await finishReplay(database.query, replay.id);
  logger.info({ ...labels, ...handled }, 'A replay is done');
}

/**
 * A rebuilt consumer handles nothing but its replay, which therefore passes where deliveries wait. Any other waits with
 * them, but not for the end of a rebuild: that one is carried out here, after this.
 */
function gateOf<Deps>(run: Replaying<Deps>, { id, from }: Replay): Pick<Handling<Deps>, 'replay' | 'gate'> {
  const { consumer, database, settings, stopping } = run;
  const replay = from === null ? id : null;
  const gate = createConsumerGate({
    database,
    consumer: consumer.name,
    replay,
    isWanted: async () => (await readReplay(database.query, consumer.name))?.id === id,
    pollMs: settings.pollMs,
    stopping,
  });
  return { replay, gate };
}

/** The same values, until the signal aborts: then it throws at once, and leaves a source that hangs to itself. */
async function* untilAborted<Value>(source: AsyncIterable<Value>, signal: AbortSignal): AsyncGenerator<Value> {
  const iterator = source[Symbol.asyncIterator]();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  aborted.promise.catch(() => undefined);
  try {
    signal.throwIfAborted();
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next.done) return;
      yield next.value;
      signal.throwIfAborted();
    }
  } finally {
    signal.removeEventListener('abort', abort);
    const closing = iterator.return?.();
    if (signal.aborted) void closing?.catch(() => undefined);
    else await closing;
  }
}
