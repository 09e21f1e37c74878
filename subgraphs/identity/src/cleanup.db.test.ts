import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { callerAt, loggedIn, registered, testIdentity, verified } from '../test/identity.ts';
import { logIn } from './accounts/usecases/log-in.ts';
import { requestAvatarUpload } from './avatars/avatars.usecases.ts';
import { cleanUp } from './cleanup.usecases.ts';
import { createGuestSession } from './guests/guests.usecases.ts';
import { requestKycUpload } from './kyc/uploads.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const day = 86_400;

async function count(table: string): Promise<number> {
  return (await deps.database.query.execute(sql.raw(`select 1 from ${table}`))).length;
}

test('cleaning up keeps what is still needed and forgets the rest', async () => {
  const guest = await createGuestSession(deps, callerAt('203.0.113.1'));
  const person = await verified(identity);
  await loggedIn(deps, person, guest.ok ? guest.value.accessToken : null);
  await registered(identity);
  await logIn(deps, { caller: callerAt(null), identifier: 'ghost', password: 'x', guestToken: null });

  const all = ['users', 'registrations', 'sessions', 'refresh_tokens', 'guest_merges', 'limits', 'log_in_failures'];
  const counts = () => Promise.all(all.map(count));
  const before = await counts();
  expect(before).toEqual([1, 1, 1, 1, 1, 6, 2]);
  await cleanUp(deps);
  expect(await counts()).toEqual(before);

  identity.passSeconds(8 * day);
  await cleanUp(deps);
  expect(await counts()).toEqual([1, 0, 0, 0, 1, 0, 0]);
  identity.passSeconds(83 * day);
  await cleanUp(deps);
  expect(await counts()).toEqual([1, 0, 0, 0, 0, 0, 0]);
  expect(await count('signing_keys')).toBe(2);
});

test('what fails keeps nothing else from being done, and is told', async () => {
  await registered(identity);
  const { id: userId } = await verified(identity);
  await requestAvatarUpload(deps, userId);
  await requestKycUpload(deps, { userId, kind: 'PASSPORT' });
  const away = { ...deps, files: { ...deps.files, remove: () => Promise.reject(new Error('the files are away')) } };
  identity.passSeconds(91 * day);
  await expect(cleanUp(away)).rejects.toThrow('1 parts of the clean-up failed');
  expect(identity.logLines.join('')).toContain('forgetAvatars');
  const left = await Promise.all(['registrations', 'kyc_documents', 'avatar_uploads'].map(count));
  expect(left).toEqual([0, 0, 1]);
  await cleanUp(deps);
  expect(await count('avatar_uploads')).toBe(0);
});
