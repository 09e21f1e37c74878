import { consumer, on } from '@caravan/events/consumer';
import { startConsumer } from '@caravan/events/run-consumer';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { openTransport } from './open-transport.ts';
import { openSchema, type Part, settingsAsTheyCome, ThingChanged } from './shop.ts';

/** The process that takes what was published: `node serve-ledger.ts '<part>'`. */
const ledger = JSON.parse(process.argv[2] ?? '') as Part;
const logger = pino({ level: 'warn' }, pino.destination(2));
const transport = await openTransport(ledger, logger);
await startConsumer({
  consumer: consumer('ledger.things', [
    on(ThingChanged, async (_deps: null, tx, { data }) => {
      await tx.execute(sql`insert into effects (number) values (${data.number})`);
    }),
  ]),
  deps: null,
  database: openSchema(ledger.url, 'ledger'),
  transport,
  settings: settingsAsTheyCome(),
  logger,
});
console.log('ready');
