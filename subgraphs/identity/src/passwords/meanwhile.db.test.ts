import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { callerAt, password, type TestPerson, testIdentity, verified } from '../../test/identity.ts';
import { appCode, challenged, enrolled, signedIn } from '../../test/second-factor.ts';
import { savePasswordHash } from '../accounts/usecases/credentials.ts';
import { logIn } from '../accounts/usecases/log-in.ts';
import type { Deps } from '../deps.ts';
import { verifyMfa } from '../sign-ins/sign-ins.usecases.ts';
import { changePassword } from './usecases/change-password.ts';
import { sendPasswordReset } from './usecases/request-reset.ts';

const identity = testIdentity();
const { deps } = identity;
const newPassword = 'Another8Horse';

const signIn = (from: Deps, { email }: TestPerson) =>
  logIn(from, { caller: callerAt(null), identifier: email, password, guestToken: null });

async function openSessionsOf({ id }: TestPerson): Promise<number> {
  return deps.database.query.$count(sql`sessions`, sql`user_id = ${id} and ended_at is null`);
}

/** Where something happens between the comparison of a password and the session it opens. */
function happening(between: () => Promise<unknown>): Deps {
  let hasHappened = false;
  const { passwords } = deps;
  return {
    ...deps,
    passwords: {
      ...passwords,
      withRoom: (work) =>
        passwords.withRoom((hashing) =>
          work({
            ...hashing,
            async matches(text, hash) {
              const isRight = await hashing.matches(text, hash);
              if (!hasHappened) {
                hasHappened = true;
                await between();
              }
              return isRight;
            },
          }),
        ),
    },
  };
}

describe('a password that is replaced while somebody logs in with the old one', () => {
  test('opens no session: none is left that the change did not end', async () => {
    const person = await signedIn(identity);
    const change = () => changePassword(deps, { caller: person.caller, currentPassword: password, newPassword });
    expect(await signIn(happening(change), person)).toEqual({ ok: false, errors: [{ kind: 'InvalidCredentials' }] });
    expect(await openSessionsOf(person)).toBe(1);
  });

  test('lets in when only its hash was replaced, as after a raise of BCRYPT_COST', async () => {
    const person = await verified(identity);
    const rehash = async () => {
      const passwordHash = await deps.passwords.hash(password);
      await deps.database.transaction((tx) => savePasswordHash(tx, { userId: person.id, passwordHash }));
    };
    expect(await signIn(happening(rehash), person)).toMatchObject({ ok: true });
  });

  test('ends sign-ins that wait for their second factor', async () => {
    const person = await enrolled(identity);
    const challengeToken = await challenged(deps, person);
    const changed = await changePassword(deps, { caller: person.caller, currentPassword: password, newPassword });
    expect(changed).toMatchObject({ ok: true });
    const code = appCode(person.secret, deps.now());
    expect(await verifyMfa(deps, { caller: callerAt(null), challengeToken, code })).toMatchObject({
      errors: [{ kind: 'MfaChallengeInvalid' }],
    });
  });
});

test('a reset that was asked for by somebody who is erased by now is done with', async () => {
  const userId = newId();
  await deps.sealer.erase(userId);
  await sendPasswordReset(deps, { account: userId, userId });
  expect(await deps.database.query.$count(sql`password_resets`)).toBe(0);
});
