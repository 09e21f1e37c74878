import type { Sealed } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { registered, testIdentity, verified } from '../../test/identity.ts';
import { runJobs } from '../../test/jobs.ts';
import { giveEmail } from '../accounts/usecases/contacts.ts';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { erasureJobs } from '../erasure/erasure.jobs.ts';
import type { ExternalIdentity } from './external-logins.domain.ts';
import { admit } from './usecases/admit.ts';

const identity = testIdentity();
const { deps } = identity;

function ofGoogle(email: string): ExternalIdentity {
  return { provider: 'GOOGLE', subject: newId(), email, emailVerified: true, name: null };
}

/** Ends once somebody waits for a lock that a transaction holds. */
async function somebodyWaits(): Promise<void> {
  const { query } = deps.database;
  while (!(await query.$count(sql`pg_locks`, sql`not granted and pid <> pg_backend_pid()`)));
}

test('an email that its account gives up at the same time lets nobody into the account any more', async () => {
  const { id, email } = await verified(identity);
  const other: Deps = identity.withOwnPool();
  const newEmail = `new_${email}`;
  let admission: ReturnType<typeof admit> | undefined;
  await deps.database.transaction(async (tx) => {
    await lockPerson(tx, id);
    await giveEmail(tx, { userId: id, email: newEmail, now: deps.now() });
    admission = admit(other, ofGoogle(email));
    await somebodyWaits();
  });
  const admitted = await admission;
  expect(admitted).toMatchObject({ ok: true, value: { email } });
  expect(admitted?.ok && admitted.value.id).not.toBe(id);
  const logins = await deps.database.query.$count(sql`external_logins`, sql`user_id = ${id}`);
  expect(logins).toBe(0);
});

test('a registration that gives way has its key destroyed by a job, which a crash does not lose', async () => {
  const { email } = await registered(identity);
  const event = (await identity.events('identity.VerificationRequested')).at(-1);
  invariant(event, 'a code was asked for');
  const { secret } = event.data as { secret: Sealed };
  expect(await deps.sealer.unseal(secret)).toMatchObject({ to: email });
  const dying: Deps = { ...deps, sealer: { ...deps.sealer, erase: () => Promise.reject(new Error('killed')) } };
  expect(await admit(dying, ofGoogle(email))).toMatchObject({ ok: true });
  await runJobs(deps, erasureJobs);
  expect(await deps.sealer.unseal(secret)).toBeNull();
});
