import { setTimeout as pause } from 'node:timers/promises';
import type { EventContract } from '@caravan/contracts/event';
import { openDatabase } from '@caravan/database/database';
import { z } from 'zod';
import { openKafkaTransport } from '../kafka/kafka-transport.ts';
import { startConsumer } from '../run-consumer.ts';
import { effectsConsumer } from './effects.ts';
import { eventSettings, quiet } from './fixtures.ts';
import { kafkaSettings } from './kafka.ts';

/**
 * One instance of a consumer, as a process that tests may kill. It says `handling` with each event, and takes its time
 * within the transaction.
 */
const options = z
  .object({ brokers: z.string(), url: z.string(), consumer: z.string(), contract: z.unknown(), handlingMs: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));
const contract = { ...(options.contract as EventContract), data: z.object({ number: z.int() }) };

const database = openDatabase({
  url: options.url,
  schema: 'shop',
  poolSize: 6,
  statementTimeoutMs: 15_000,
  attempts: 8,
});
const transport = await openKafkaTransport({
  settings: kafkaSettings(options.brokers, { sessionTimeoutMs: 6_000 }),
  logger: quiet,
});
await startConsumer({
  consumer: effectsConsumer(options.consumer, contract),
  deps: {
    async happen(_tx, { id }) {
      console.log('handling', id);
      await pause(options.handlingMs);
    },
  },
  database,
  transport,
  settings: eventSettings(),
  logger: quiet,
});
