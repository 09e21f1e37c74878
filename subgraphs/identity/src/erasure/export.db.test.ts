import type { CaravanError } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Fate } from '@caravan/database/erasure';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { callerAt, loggedIn, password, principalOf, testIdentity, verified } from '../../test/identity.ts';
import { saveAddress } from '../addresses/addresses.usecases.ts';
import { saveNationalId } from '../national-ids/national-ids.usecases.ts';
import { deleteAccount } from './delete-account.usecases.ts';
import { exportPersonalData, openExport } from './export.usecases.ts';
import { sections, untold } from './export-sections.ts';
import { fates } from './fates.ts';

const identity = testIdentity();
const { deps } = identity;

const address = { name: 'Ada', line1: 'Quay 1', city: 'Turku', postalCode: '20100', country: 'FI' };

test('every table whose rows are erased is in the export, or left out for a reason', () => {
  const erased = Object.entries(fates).filter(([, { fate }]: [string, Fate]) => fate === 'ERASED');
  const told = Object.values(sections).map(({ from }) => from);
  const undecided = erased.map(([table]) => table).filter((table) => !told.includes(table) && !(table in untold));
  expect(undecided).toEqual([]);
  const gone = Object.keys(untold).filter((table) => !erased.some(([name]) => name === table));
  expect(gone).toEqual([]);
});

test('tells everything, times in ISO 8601, and no secret', async () => {
  const person = await verified(identity);
  await loggedIn(deps, person);
  await saveAddress(deps, { userId: person.id, addressId: null, input: address, makeDefault: true });
  await saveNationalId(deps, { userId: person.id, country: 'IN', number: 'CNRPY7351K' });
  const sealed = await deps.sealer.seal(person.id, { clientAddress: '192.0.2.7', userAgent: null });
  for (const kind of ['SIGNED_IN', 'BLOCKED'])
    await deps.database.query.execute(sql`
      insert into audit_events (id, user_id, kind, at, sealed)
      values (${newId()}, ${person.id}, ${kind}, now(), ${JSON.stringify(sealed)}::text::jsonb)`);
  const data = await exportPersonalData(deps, { caller: callerAt(null, principalOf(person.id)), userId: person.id });
  expect(data).toMatchObject({
    profile: { email: person.email, username: person.username },
    addresses: [{ line1: 'Quay 1', createdAt: expect.stringMatching(/^2026-11-21T10:00:00/) }],
    sessions: [{ endedAt: null, userAgent: 'vitest' }],
    roles: [{ role: 'CUSTOMER' }],
    nationalIds: [{ country: 'IN', number: 'CNRPY7351K' }],
    truncated: [],
  });
  const activity = (data as { activity: { kind: string; origin: unknown }[] }).activity;
  expect(activity).toContainEqual(expect.objectContaining({ kind: 'BLOCKED', origin: null }));
  expect(activity).toContainEqual(
    expect.objectContaining({ kind: 'SIGNED_IN', origin: { clientAddress: '192.0.2.7', userAgent: null } }),
  );
  expect(JSON.stringify(data)).not.toMatch(/hash|sealed|\$2[ab]\$/i);
});

test('is cut at a thousand entries, and says so', async () => {
  const person = await verified(identity);
  await deps.database.query.execute(sql`
    insert into audit_events (id, user_id, kind, at)
    select gen_random_uuid(), ${person.id}, 'SIGNED_OUT', now() - make_interval(secs => n) from generate_series(1, 1001) n`);
  const data = await exportPersonalData(deps, { caller: callerAt(null, principalOf(person.id)), userId: person.id });
  expect(data).toMatchObject({ truncated: ['activity'] });
  expect((data as { activity: unknown[] }).activity).toHaveLength(1_000);
});

test('is for the person alone, and at most five times an hour', async () => {
  const [person, other] = [await verified(identity), await verified(identity)];
  const own = { principal: principalOf(person.id), userId: person.id };
  const strangers = [principalOf(other.id), principalOf(other.id, ['SUPER_ADMIN'])];
  for (const principal of strangers) {
    expect(await openExport(deps, { principal, userId: person.id })).toBeNull();
    expect(await exportPersonalData(deps, { caller: callerAt(null, principal), userId: person.id })).toBeNull();
  }
  const processes = [deps, identity.anotherProcess()];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => openExport(processes[index % 2] ?? deps, own)),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(3);
  for (const { reason } of refused) expect((reason as CaravanError).code).toBe('RATE_LIMITED');
  identity.passSeconds(3_600);
  expect(await openExport(deps, own)).toEqual({ userId: person.id });
});

test('tells nothing of somebody who was erased', async () => {
  const person = await verified(identity);
  await loggedIn(deps, person);
  const [session] = await deps.database.query.execute<{ id: string }>(
    sql`select id from sessions where user_id = ${person.id}`,
  );
  const principal = principalOf(person.id, ['CUSTOMER'], session?.id ?? null);
  const caller = callerAt(null, principal);
  expect(await deleteAccount(deps, { caller, userId: person.id, password, code: null })).toMatchObject({ ok: true });
  expect(await exportPersonalData(deps, { caller: callerAt(null, principal), userId: person.id })).toBeNull();
});
