import { startRelay } from '@caravan/events/relay';
import { pino } from 'pino';
import { openTransport } from './open-transport.ts';
import { openSchema, type Part, settingsAsTheyCome, type Task } from './shop.ts';
import { writeFacts } from './write-facts.ts';

/** The process that writes and publishes: `node serve-shop.ts '<part>' '<task>' '<ledger url or empty>'`. */
const [part, task, ledgerUrl] = process.argv.slice(2);
const shop = JSON.parse(part ?? '') as Part;
const logger = pino({ level: 'warn' }, pino.destination(2));
const database = openSchema(shop.url, 'shop');
const settings = settingsAsTheyCome();
const transport = await openTransport(shop, logger);
await startRelay({ database, transport, source: 'shop', settings, logger });
console.log('ready');

const seconds = await writeFacts(
  database,
  JSON.parse(task ?? '') as Task,
  ledgerUrl ? openSchema(ledgerUrl, 'ledger') : null,
);
console.log(`written ${JSON.stringify({ seconds })}`);
