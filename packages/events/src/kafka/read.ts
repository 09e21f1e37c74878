import type { EventEnvelope } from '@caravan/contracts/event';
import type { Member } from './member.ts';
import type { Positions } from './offsets.ts';
import type { TailEvents } from './tail.ts';

/** What lies between the starts and the ends, in batches of one partition each. */
export async function* readBetween(
  bounds: { starts: Positions; ends: Positions },
  openTail: (positions: Positions, onEvents: (events: TailEvents) => Promise<void>) => Member,
): AsyncGenerator<EventEnvelope[]> {
  const unread = partitionsBetween(bounds);
  if (unread.size === 0) return;
  const handover = createHandover<TailEvents>();
  const tail = openTail(bounds.starts, handover.give);
  try {
    while (unread.size > 0) {
      const { topic, partition, events, next } = await handover.take();
      const key = `${topic} ${partition}`;
      const end = unread.get(key) ?? 0n;
      const wanted = events.filter(({ offset }) => offset < end);
      if (next >= end) unread.delete(key);
      if (wanted.length > 0) yield wanted.map(({ envelope }) => envelope);
    }
  } finally {
    handover.end();
    await tail.stop();
  }
}

/** Ends of the partitions that hold something. */
function partitionsBetween({ starts, ends }: { starts: Positions; ends: Positions }): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const [topic, partitions] of ends) {
    for (const [partition, end] of partitions) {
      if ((starts.get(topic)?.get(partition) ?? 0n) < end) found.set(`${topic} ${partition}`, end);
    }
  }
  return found;
}

/** Hands values from several givers to one taker, who takes its time: a giver waits until its value is taken. */
function createHandover<Value>() {
  const given: { value: Value; taken: () => void }[] = [];
  let wake: (() => void) | undefined;
  let ended = false;
  return {
    give: (value: Value) =>
      new Promise<void>((resolve) => {
        if (ended) return resolve();
        given.push({ value, taken: resolve });
        wake?.();
      }),
    async take(): Promise<Value> {
      for (;;) {
        const next = given.shift();
        if (next) {
          next.taken();
          return next.value;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    end() {
      ended = true;
      for (const { taken } of given.splice(0)) taken();
    },
  };
}
