import { fail, ok, type Result } from '@caravan/core/result';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Transaction } from './database.ts';
import { type IdempotencyClaim, idempotent, pruneIdempotencyKeys } from './idempotency.ts';

const { database } = testDatabase('idempotency_test', []);

beforeAll(async () => {
  await database.query.execute(sql`create table effects (key text not null, id bigserial)`);
});

const claim = (key: string, more: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
  principalId: 'ada',
  operation: 'startCheckout',
  key,
  input: { amount: 7n, lines: ['a'] },
  ...more,
});

async function effect(tx: Transaction, key: string): Promise<Result<{ id: string }, never>> {
  const [row] = await tx.execute<{ id: string }>(sql`insert into effects (key) values (${key}) returning id`);
  await tx.execute(sql`select pg_sleep(0.01)`);
  return ok({ id: row?.id ?? '' });
}

const call = (wanted: IdempotencyClaim) =>
  database.transaction((tx) => idempotent(tx, wanted, () => effect(tx, wanted.key)));

async function effectsOf(key: string): Promise<number> {
  return (await database.query.execute(sql`select 1 from effects where key = ${key}`)).length;
}

test('25 calls at once have one effect and one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, () => call(claim('parallel'))));
  expect(await effectsOf('parallel')).toBe(1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: true });
});

test('its mutant, which looks first and writes then, is caught', async () => {
  const naive = (key: string) =>
    database.transaction(async (tx) => {
      const [earlier] = await tx.execute(sql`select 1 from idempotency_keys where key = ${key}`);
      if (earlier) return;
      await effect(tx, key);
      await tx.execute(sql`
        insert into idempotency_keys (principal_id, operation, key, input_hash, expires_at)
        values ('ada', 'x', ${key}, '', now()) on conflict do nothing`);
    });
  await Promise.all(Array.from({ length: 25 }, () => naive('mutant')));
  expect(await effectsOf('mutant')).toBeGreaterThan(1);
});

test('the same key with other input is refused, whatever the order of its fields', async () => {
  await call(claim('input'));
  expect(await call(claim('input', { input: { lines: ['a'], amount: 7n } }))).toMatchObject({ ok: true });
  expect(await call(claim('input', { input: { lines: ['a'], amount: 8n } }))).toEqual(
    fail({ kind: 'IdempotencyKeyReused' }),
  );
  expect(await effectsOf('input')).toBe(1);
});

test.each([{ principalId: 'bob' }, { operation: 'refundPayment' }])('another %o has keys of its own', async (other) => {
  const key = `own ${JSON.stringify(other)}`;
  await call(claim(key));
  await call(claim(key, other));
  expect(await effectsOf(key)).toBe(2);
});

test('a refusal is not stored, also when the caller commits nevertheless', async () => {
  const refuse = () =>
    database.transaction(async (tx) => {
      const result = await idempotent(tx, claim('refused'), async () => fail({ kind: 'NotNow' }));
      return { refusedWith: result };
    });
  expect(await refuse()).toEqual({ refusedWith: fail({ kind: 'NotNow' }) });
  expect(await call(claim('refused'))).toMatchObject({ ok: true });
});

test('when the first call rolls back, a waiting one works', async () => {
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const broken = database.transaction((tx) =>
    idempotent(tx, claim('broken'), async () => {
      await effect(tx, 'broken');
      start();
      await tx.execute(sql`select pg_sleep(0.1)`);
      throw new Error('crash');
    }),
  );
  await started;
  const [first, second] = await Promise.allSettled([broken, call(claim('broken'))]);
  expect(first.status).toBe('rejected');
  expect(second).toMatchObject({ status: 'fulfilled', value: { ok: true } });
  expect(await effectsOf('broken')).toBe(1);
});

test('a key whose time is over is free again, and pruned; one without end stays', async () => {
  await call(claim('short', { keptSeconds: 0 }));
  await call(claim('short', { keptSeconds: 0 }));
  expect(await effectsOf('short')).toBe(2);
  await call(claim('long', { keptSeconds: Number.POSITIVE_INFINITY }));
  await pruneIdempotencyKeys(database);
  const kept = await database.query.execute<{ key: string }>(sql`select key from idempotency_keys`);
  expect(kept.map((row) => row.key)).toContain('long');
  expect(kept.map((row) => row.key)).not.toContain('short');
});
