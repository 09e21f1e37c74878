import { Duplex, type Writable } from 'node:stream';
import type { Configuration } from '@caravan/config/configuration';
import type { EventEnvelope } from '@caravan/contracts/event';
import { openLogDatabase } from '@caravan/events/embedded-log';
import { appendToLog } from '@caravan/events/embedded-log-store';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from '@caravan/telemetry/logger';
import { openTransport } from '../open-transport.ts';
import type { Connection } from './connection.ts';
import type { PlacedPart } from './cut.ts';
import { readCompressed } from './folder.ts';
import { allTopics } from './kafka-log.ts';
import type { Manifest } from './manifest.ts';
import { eventsPart } from './parts.ts';

/** Where the events of a backup go that are not in the rows of the part `events` already. */
export type LogTarget = {
  /** Whether the log is the one in that part. */
  readonly isOwn: boolean;
  append(events: EventEnvelope[]): Promise<void>;
  /** @throws When it holds events that would be mixed with those of the backup. */
  refuseFull(): Promise<void>;
  /** The embedded log of the backup, when it has to move to Kafka. */
  readonly moved: Connection | null;
  close(): Promise<void>;
};

/** A backup may be restored to the other transport: this is how a deployment comes to Kafka, or leaves it. */
export async function openLogTarget(options: {
  configuration: Configuration;
  manifest: Manifest;
  targets: readonly (PlacedPart & { connection: Connection })[];
  logger: Logger;
}): Promise<LogTarget> {
  const { configuration, manifest, targets, logger } = options;
  const events = targets.find(({ part }) => part === eventsPart);
  if (!events) throw new Error('The backup has no part "events".');
  if (configuration.kafka.brokers.length === 0) return embedded(events.url);
  const transport = await openTransport({ configuration, eventsUrl: async () => events.url, logger });
  return {
    isOwn: false,
    append: (envelopes) => transport.append(envelopes),
    refuseFull: () => refuseFull(transport),
    moved: manifest.kafkaLog ? null : events.connection,
    close: () => transport.close(),
  };
}

function embedded(url: string): LogTarget {
  const database = openLogDatabase(url);
  return {
    isOwn: true,
    append: (envelopes) => appendToLog(database, envelopes),
    refuseFull: async () => {},
    moved: null,
    close: () => database.close(),
  };
}

async function refuseFull(transport: EventTransport): Promise<void> {
  for await (const batch of transport.read({ topics: allTopics })) {
    if (batch.length > 0)
      throw new Error(
        'The topics hold events already: restore with another KAFKA_TOPIC_PREFIX, or to other brokers. Nothing was changed.',
      );
  }
}

const batchSize = 500;

/**
 * Appends what the log has to hold, to one that is empty. Consumers begin at its start; what had its effect finds its
 * inbox row and has no second one.
 *
 * @returns How many events these are; 0 when they came with the rows.
 */
export async function restoreLog(
  { folder, manifest, log }: { folder: string; manifest: Manifest; log: LogTarget },
  onEvents: (done: number) => void,
): Promise<number> {
  let done = 0;
  const append = async (events: EventEnvelope[]) => {
    await log.append(events);
    done += events.length;
    onEvents(done);
  };
  if (manifest.kafkaLog) await readCompressed(folder, manifest.kafkaLog.file, eventsInto(append));
  if (log.moved) await moveLog(log.moved, append);
  return done;
}

async function moveLog(events: Connection, append: (events: EventEnvelope[]) => Promise<void>): Promise<void> {
  for (let position = '0'; ; ) {
    const { rows } = await events.query<{ position: string; envelope: EventEnvelope }>(
      'select position, envelope from log where position > $1 order by position limit $2',
      [position, batchSize],
    );
    const last = rows.at(-1);
    if (!last) return;
    await append(rows.map(({ envelope }) => envelope));
    position = last.position;
  }
}

/** Takes lines of JSON. */
function eventsInto(append: (events: EventEnvelope[]) => Promise<void>): Writable {
  return Duplex.from(async (lines: AsyncIterable<Buffer>) => {
    let waiting: EventEnvelope[] = [];
    for await (const line of linesOf(lines)) {
      waiting.push(JSON.parse(line) as EventEnvelope);
      if (waiting.length < batchSize) continue;
      await append(waiting);
      waiting = [];
    }
    if (waiting.length > 0) await append(waiting);
  });
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
