import type { SignedIn } from '@caravan/cli/client/people';
import { anyAddress } from '@caravan/testkit/people';
import { appCode, beginEnrolment, enrol, logInToChallenge } from '@caravan/testkit/second-factor';
import { matrix, type Operation, type Principal } from './matrix.ts';
import { byId, input, mutation } from './operations.ts';
import type { World } from './world.ts';

const table = `
  field                         rule           nobody               guest                buyerA               buyerB               vendorX              vendorY              admin
  Mutation.beginMfaEnrolment    authenticated  UNAUTHENTICATED      UNAUTHENTICATED      ok                   ok                   ok                   ok                   ok
  Mutation.confirmMfaEnrolment  authenticated  UNAUTHENTICATED      UNAUTHENTICATED      ok                   ok                   ok                   ok                   ok
  Mutation.disableMfa           authenticated  UNAUTHENTICATED      UNAUTHENTICATED      ok                   ok                   ok                   ok                   ok
  Mutation.renewRecoveryCodes   authenticated  UNAUTHENTICATED      UNAUTHENTICATED      ok                   ok                   ok                   ok                   ok
  Mutation.verifyMfa            public         ok                   ok                   ok                   ok                   ok                   ok                   ok
  Mutation.verifyMfa/unknown    public         MfaChallengeInvalid  MfaChallengeInvalid  MfaChallengeInvalid  MfaChallengeInvalid  MfaChallengeInvalid  MfaChallengeInvalid  MfaChallengeInvalid
  Mutation.revokeSession        authenticated  UNAUTHENTICATED      UNAUTHENTICATED      ok                   NotFound             NotFound             NotFound             NotFound
  Mutation.revokeOtherSessions  authenticated  UNAUTHENTICATED      UNAUTHENTICATED      ok                   ok                   ok                   ok                   ok
  User.mfa                      -              UNAUTHENTICATED      UNAUTHENTICATED      ok                   null                 null                 null                 ok
  User.sessions                 -              UNAUTHENTICATED      UNAUTHENTICATED      ok                   null                 null                 null                 null
`;

/** Buyer A as whoever sees the order sees its buyer. */
function ofBuyerA(selection: string): Operation {
  return byId(`query Matrix($id: ID!) { order(id: $id) { buyer { ${selection} } } }`, ({ trade }) => trade.orderId);
}

const isSignedIn = (who: Principal) => who !== 'nobody' && who !== 'guest';

/**
 * For what would change the people of the table for all rows after it: somebody new stands in for each of them who is
 * signed in.
 */
function byStandIn(make: (world: World, standIn: SignedIn) => Promise<object>): Pick<Operation, 'variables' | 'as'> {
  const standIns = new WeakMap<World, Map<Principal, SignedIn>>();
  return {
    variables: async (world, who) => {
      const standIn = await world.people.customer('stand_in');
      const known = standIns.get(world) ?? new Map<Principal, SignedIn>();
      standIns.set(world, known.set(who, standIn));
      return { input: await make(world, standIn) };
    },
    as: async (world, who) => {
      const token = standIns.get(world)?.get(who)?.token;
      return isSignedIn(who) && token ? { token } : world.as(who);
    },
  };
}

async function recoveryCodeOf({ client }: World, standIn: SignedIn): Promise<string> {
  return (await enrol(client, standIn)).recoveryCodes[0] ?? '';
}

const logIn = `mutation LogIn($input: LogInInput!) {
  logIn(input: $input) { session { accessToken } errors { __typename ... on UserError { message } } }
}`;

/** A session of its own, so that ending it leaves the others alone. */
async function newSessionOfBuyerA({ client, buyerA }: World): Promise<string> {
  const { username: identifier, password } = buyerA;
  const address = { clientAddress: anyAddress() };
  type Answer = { session: { accessToken: string } };
  const { session } = await client.mutate<Answer>(logIn, { identifier, password }, address);
  type Sessions = { me: { sessions: { id: string; current: boolean }[] } };
  const query = 'query Sessions { me { sessions { id current } } }';
  const { me } = await client.query<Sessions>(query, {}, { token: session.accessToken });
  return me.sessions.find(({ current }) => current)?.id ?? '';
}

const codes = 'recoveryCodes';

export const mfaMatrix = matrix(table, {
  'Mutation.beginMfaEnrolment': {
    ...mutation('beginMfaEnrolment', 'enrolment { secret otpauthUri qrCode expiresInSeconds }', undefined),
    ...byStandIn(async (_world, { password }) => ({ currentPassword: password })),
  },
  'Mutation.confirmMfaEnrolment': {
    ...mutation('confirmMfaEnrolment', codes, undefined),
    ...byStandIn(async ({ client }, standIn) => ({ code: appCode((await beginEnrolment(client, standIn)).secret) })),
  },
  'Mutation.disableMfa': {
    ...mutation('disableMfa', 'user { id }', undefined),
    ...byStandIn(async (world, standIn) => ({
      currentPassword: standIn.password,
      code: await recoveryCodeOf(world, standIn),
    })),
  },
  'Mutation.renewRecoveryCodes': {
    ...mutation('renewRecoveryCodes', codes, undefined),
    ...byStandIn(async (world, standIn) => ({ code: await recoveryCodeOf(world, standIn) })),
  },
  'Mutation.verifyMfa': mutation(
    'verifyMfa',
    'session { accessToken refreshToken tokenType expiresInSeconds } user { id }',
    input(async (world) => {
      const person = await world.people.customer('enrolled');
      const code = await recoveryCodeOf(world, person);
      const { mfaChallenge } = await logInToChallenge(world.client, person);
      return { challengeToken: mfaChallenge.token, code };
    }),
  ),
  'Mutation.verifyMfa/unknown': mutation('verifyMfa', 'session { accessToken }', () => ({
    input: { challengeToken: 'no-such-token', code: '000000' },
  })),
  'Mutation.revokeSession': mutation(
    'revokeSession',
    'revokedSessionId',
    input(async (world) => ({ sessionId: await newSessionOfBuyerA(world) })),
  ),
  'Mutation.revokeOtherSessions': {
    document: 'mutation Matrix { revokeOtherSessions { endedSessions } }',
    as: async (world, who) => (isSignedIn(who) ? { token: (await world.people.customer()).token } : world.as(who)),
  },
  'User.mfa': ofBuyerA('mfa { enabled recoveryCodesLeft required }'),
  'User.sessions': ofBuyerA('sessions { id device ip lastSeenAt createdAt current }'),
});
