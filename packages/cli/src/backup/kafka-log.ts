import { PassThrough, Readable } from 'node:stream';
import { allEvents } from '@caravan/contracts/all-events';
import type { EventEnvelope } from '@caravan/contracts/event';
import type { EventTransport } from '@caravan/events/transport';
import type { Cut } from './cut.ts';
import { writeCompressed } from './folder.ts';
import type { Manifest } from './manifest.ts';

type KafkaLog = NonNullable<Manifest['kafkaLog']>;

export const allTopics: readonly string[] = [...new Set([...allEvents.values()].map(({ topic }) => topic))].sort();

/**
 * Copies the log as of the cut. It is read after the cut, without keeping anybody waiting, and then holds events that
 * were published later: these are left out. An event belongs to the cut when its publisher's outbox has it there, or
 * when it is so old that the outbox has dropped it.
 */
export async function copyKafkaLog(
  transport: EventTransport,
  { cut, knownSince, folder }: { cut: Cut; knownSince: Date; folder: string },
): Promise<KafkaLog> {
  const oldBefore = knownSince.getTime();
  let events = 0;
  async function* lines() {
    for await (const batch of transport.read({ topics: allTopics })) {
      const young = batch.filter(({ time }) => Date.parse(time) >= oldBefore);
      const published = await publishedOf(cut, young);
      const wanted = batch.filter(({ id, time }) => Date.parse(time) < oldBefore || published.has(id));
      events += wanted.length;
      yield Buffer.from(wanted.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''));
    }
  }
  const file = await writeCompressed({ folder, path: 'kafka.jsonl.zst' }, Readable.from(lines()), new PassThrough());
  return { file, events };
}

async function publishedOf({ snapshots }: Cut, events: readonly EventEnvelope[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [source, own] of Map.groupBy(events, (event) => event.source)) {
    const snapshot = snapshots.get(source);
    if (!snapshot)
      throw new Error(`The log holds events of ${source}, which is not among the parts that are backed up.`);
    const ids = own.map(({ id }) => id);
    const { rows } = await snapshot.query<{ id: string }>('select id from outbox where id = any($1::uuid[])', [ids]);
    for (const { id } of rows) found.add(id);
  }
  return found;
}
