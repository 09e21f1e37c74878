import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@caravan/database/database';
import { removeEmbeddedData, startEmbeddedServer } from '@caravan/database/embedded-server';
import { migrate } from '@caravan/database/migrations';
import { provisionSchema } from '@caravan/database/provision';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { consumer, on } from './consumer.ts';
import { listDeadLetters } from './dead-letters.ts';
import { logSchema, openEmbeddedLog } from './embedded-log.ts';
import { eventsMigrations } from './outbox.ts';
import { publish } from './publish.ts';
import { startRelay } from './relay.ts';
import { startConsumer } from './run-consumer.ts';
import { eventSettings, quiet, thingMoved } from './testing/fixtures.ts';

test('relay, log and consumer go on by themselves when the server was away', async () => {
  const home = mkdtempSync(join(tmpdir(), 'caravan-events-'));
  chmodSync(home, 0o755);
  const folder = join(home, 'postgres');
  let server = await startEmbeddedServer({ folder, durable: false });
  const provisioned = (name: string) => provisionSchema({ adminUrl: server.url, name, password: 'a password' });
  const [shopUrl, logUrl] = [await provisioned('shop'), await provisioned(logSchema)];
  const database = openDatabase({
    url: shopUrl,
    schema: 'shop',
    poolSize: 4,
    statementTimeoutMs: 15_000,
    attempts: 8,
  });
  await migrate(database, [{ name: 'events', folder: eventsMigrations }]);
  await database.query.execute(sql`create table effects (number int)`);

  // No poll within the test: what was missed is read because the connection came back.
  const settings = eventSettings({ pollMs: 600_000 });
  const transport = await openEmbeddedLog({ url: logUrl, pollMs: 600_000, batchSize: 10, logger: quiet });
  const contract = thingMoved();
  const handles = consumer('shop.away', [
    on<Record<string, never>, typeof contract>(contract, async (_deps, tx, { data }) => {
      await tx.execute(sql`insert into effects values (${data.number})`);
    }),
  ]);
  const relay = await startRelay({ database, transport, source: 'shop', settings, logger: quiet });
  const running = await startConsumer({ consumer: handles, deps: {}, database, transport, settings, logger: quiet });
  const announce = (number: number) =>
    database.transaction((tx) => publish(tx, contract, { subject: 'a', data: { number } })).then(() => true);
  const effects = async () => {
    const rows = await database.query.execute<{ number: number }>(sql`select number from effects order by number`);
    return rows.map(({ number }) => number);
  };

  await announce(1);
  await expect.poll(effects, { timeout: 10_000 }).toEqual([1]);
  await server.stop();
  await pause(1_500);
  server = await startEmbeddedServer({ folder, durable: false });
  await expect.poll(() => announce(2), { timeout: 10_000 }).toBe(true);
  await expect.poll(effects, { timeout: 15_000 }).toEqual([1, 2]);
  await announce(3);
  await expect.poll(effects, { timeout: 10_000 }).toEqual([1, 2, 3]);
  expect(await listDeadLetters(database)).toEqual([]);

  await running.stop();
  await relay.stop();
  await transport.close();
  await database.close();
  await server.stop();
  removeEmbeddedData(folder);
  rmSync(home, { recursive: true });
});
