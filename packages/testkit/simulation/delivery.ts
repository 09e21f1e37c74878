import type { EventEnvelope } from '@caravan/contracts/event';
import { subscriptionFor, topicsOf } from '@caravan/events/consumer';
import { receive } from '@caravan/events/inbox';
import type { OutboxRow } from './memory/raw-statements.ts';
import { rowsOf } from './memory/transactions.ts';
import type { Part } from './parts.ts';
import { begin, type Cursor, note, textOf, violate, type World } from './world.ts';

/** As many tries an event has, and as many a job, before a person is asked; with faults of our own making they may be used up. */
const tries = 5;

/** Moves what is committed from the outbox of a part to the log; killed in between, it does so again. */
export function relay(world: World, part: Part): void {
  const { random, faults } = world;
  const rows = rowsOf(part.store, 'outbox');
  const waiting = unpublished(part).sort(([left], [right]) => left - right);
  const batch = waiting.slice(0, 1 + random.below(6));
  for (const [, { envelope }] of batch) append(world, { ...envelope, source: part.name } as EventEnvelope);
  if (faults.on && random.chance(0.05)) return note(world, `${part.name}: the relay dies having sent ${batch.length}`);
  for (const [id] of batch) rows.delete(id);
}

export function unpublished(part: Part): [number, OutboxRow][] {
  return [...(rowsOf(part.store, 'outbox') as unknown as Map<number, OutboxRow>)];
}

export function append(world: World, envelope: EventEnvelope): void {
  const key = `${envelope.topic} ${envelope.subject}`;
  const known = world.log.get(key);
  if (known) {
    known.push(envelope);
    return;
  }
  const events = [envelope];
  world.log.set(key, events);
  for (const part of Object.values(world.parts)) {
    for (const consumer of part.consumers) {
      if (!topicsOf(consumer).includes(envelope.topic)) continue;
      world.cursors.push({ part, consumer, events, position: 0, inFlight: 0, attempts: 0, notBefore: 0 });
    }
  }
}

/** Subjects of consumers that have something to handle now. */
export function deliverable(world: World): Cursor[] {
  return world.cursors.filter((cursor) => {
    skipUnknown(cursor);
    return cursor.position < cursor.events.length && cursor.inFlight === 0 && cursor.notBefore <= world.clock;
  });
}

function skipUnknown(cursor: Cursor) {
  for (;;) {
    const event = cursor.events[cursor.position];
    if (!event || subscriptionFor(cursor.consumer, event)) return;
    cursor.position += 1;
  }
}

/** Hands the next event of a subject to its consumer; the acknowledgement may be lost, and what was handled come again. */
export async function deliver(world: World, cursor: Cursor): Promise<void> {
  const { part, consumer } = cursor;
  const { position } = cursor;
  const event = cursor.events[position] as EventEnvelope;
  cursor.inFlight += 1;
  const task = await begin(world, {
    part,
    name: nameOf(cursor, event),
    work: (deps) => receive({ consumer, deps, database: deps.database, replay: null }, event),
    onEnd(outcome) {
      cursor.inFlight -= 1;
      if ('error' in outcome) return failed(world, cursor, { event, error: outcome.error });
      cursor.attempts = 0;
      cursor.position = Math.max(cursor.position, position + 1);
      if (world.faults.on && world.random.chance(0.05)) rewind(world, cursor);
    },
  });
  if (task.state !== 'done') deliveries.set(task, cursor);
}

/** An event that arrives again changes nothing more: looked at whenever the handling of one commits. */
export function watchEffects(world: World): void {
  for (const { store } of Object.values(world.parts)) {
    const [watch, effects] = [store.onCommit, new Set<string>()];
    store.onCommit = (tx) => {
      watch(tx);
      // Names of deliveries have the consumer and the event in them.
      if (!tx.by.includes(hears) || tx.writes.size === 0) return;
      if (effects.has(tx.by)) violate(world, `${tx.by}: it had an effect twice`);
      effects.add(tx.by);
    };
  }
}

const hears = ' hears ';

/** Deliveries under way, for when their process dies. */
const deliveries = new WeakMap<object, Cursor>();

export function deliveryDied(task: object): void {
  const cursor = deliveries.get(task);
  if (cursor) cursor.inFlight -= 1;
}

export function nameOf({ consumer }: Pick<Cursor, 'consumer'>, { type, id, subject }: EventEnvelope): string {
  return `${consumer.name}${hears}${type} ${id.slice(-4)} of ${subject.slice(-4)}`;
}

function rewind(world: World, cursor: Cursor) {
  cursor.position = world.random.below(cursor.position + 1);
  note(world, `${cursor.consumer.name} begins again at ${cursor.position}`);
}

function failed(world: World, cursor: Cursor, { event, error }: { event: EventEnvelope; error: unknown }) {
  cursor.attempts += 1;
  cursor.notBefore = world.clock + 200 * 2 ** cursor.attempts;
  if (cursor.attempts >= tries) {
    violate(world, `${nameOf(cursor, event)}: it went to the dead letters: ${textOf(error)}`);
  }
}
