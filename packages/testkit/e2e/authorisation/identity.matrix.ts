import { unique } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { matrix, type Operation } from './matrix.ts';
import { byId, mutation } from './operations.ts';
import type { World } from './world.ts';

const table = `
  field                             rule           nobody                   guest                    buyerA                   buyerB                   vendorX                  vendorY                  admin
  Query.me                          authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.createGuestSession       public         ok                       ok                       ok                       ok                       ok                       ok                       ok
  Mutation.register                 public         ok                       ok                       ok                       ok                       ok                       ok                       ok
  Mutation.verifyEmail              public         VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid
  Mutation.resendVerificationEmail  public         ok                       ok                       ok                       ok                       ok                       ok                       ok
  Mutation.logIn                    public         ok                       ok                       ok                       ok                       ok                       ok                       ok
  Mutation.logIn/wrongPassword      public         InvalidCredentials       InvalidCredentials       InvalidCredentials       InvalidCredentials       InvalidCredentials       InvalidCredentials       InvalidCredentials
  Mutation.refreshSession           public         ok                       ok                       ok                       ok                       ok                       ok                       ok
  Mutation.refreshSession/unknown   public         RefreshTokenInvalid      RefreshTokenInvalid      RefreshTokenInvalid      RefreshTokenInvalid      RefreshTokenInvalid      RefreshTokenInvalid      RefreshTokenInvalid
  Mutation.logOut                   authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.updateProfile            authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.saveAddress              authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.saveAddress/ofBuyerA     authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       NotFound                 NotFound                 NotFound                 NotFound
  Mutation.removeAddress            authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       NotFound                 NotFound                 NotFound                 NotFound
  Mutation.grantRole                role:grant     UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                ok
  Mutation.grantRole/vendor         role:grant     UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                RoleNotManageable
  Mutation.revokeRole               role:grant     UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                ok
  User.displayName                  -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     ok                       null                     ok
  User.username                     -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.email                        -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.emailVerified                -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.phone                        -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.locale                       -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.timeZone                     -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.roles                        -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.createdAt                    -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.addresses                    -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  User.defaultAddress               -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
`;

/** Buyer A as whoever sees the order sees its buyer: only store X's people among the strangers. */
function ofBuyerA(selection: string): Operation {
  return byId(`query Matrix($id: ID!) { order(id: $id) { buyer { ${selection} } } }`, ({ trade }) => trade.orderId);
}

const logInDocument = `mutation LogIn($input: LogInInput!) {
  logIn(input: $input) { session { accessToken refreshToken } errors { __typename ... on UserError { message } } }
}`;

/** A session of its own, so that ending it leaves the others alone. */
async function session({ client }: World, { username, password }: { username: string; password: string }) {
  const input = { identifier: username, password };
  type Answer = { session: { accessToken: string; refreshToken: string } };
  return (await client.mutate<Answer>(logInDocument, input, { clientAddress: anyAddress() })).session;
}

const address = { name: 'Aigul', line1: 'Abay Avenue 10', city: 'Almaty', postalCode: '050000', country: 'KZ' };
const saveAddress = `mutation SaveAddress($input: SaveAddressInput!) {
  saveAddress(input: $input) { address { id } errors { __typename ... on UserError { message } } }
}`;

async function addressOfBuyerA({ client, buyerA }: World): Promise<string> {
  const input = { ...address, name: unique('name') };
  return (await client.mutate<{ address: { id: string } }>(saveAddress, input, { token: buyerA.token })).address.id;
}

const removedAddress = 'removedAddressId user { id addresses { id } }';
const aboutBystander = (role: string) => (world: World) => ({ input: { userId: world.bystander.id, role } });

export const identityMatrix = matrix(table, {
  'Query.me': { document: 'query Matrix { me { id } }' },
  'Mutation.createGuestSession': {
    document:
      'mutation Matrix { createGuestSession { session { accessToken expiresInSeconds } errors { __typename } } }',
  },
  'Mutation.register': mutation('register', 'verificationSentTo', () => {
    const username = unique('new');
    return { input: { username, email: `${username}@test.caravan.example`, password: 'Aa1-new-person-of-a-test' } };
  }),
  'Mutation.verifyEmail': mutation('verifyEmail', 'user { id }', ({ buyerA }) => ({
    input: { email: buyerA.email, code: '000000' },
  })),
  'Mutation.resendVerificationEmail': mutation('resendVerificationEmail', 'verificationSentTo', () => ({
    input: { email: `${unique('unknown')}@test.caravan.example` },
  })),
  'Mutation.logIn': mutation(
    'logIn',
    'session { accessToken refreshToken tokenType expiresInSeconds } user { id }',
    (world) => ({
      input: { identifier: world.bystander.username, password: world.bystander.password },
    }),
  ),
  'Mutation.logIn/wrongPassword': mutation('logIn', 'session { accessToken }', () => ({
    input: { identifier: unique('unknown'), password: 'Aa1-not-the-password' },
  })),
  'Mutation.refreshSession': mutation(
    'refreshSession',
    'session { accessToken refreshToken tokenType expiresInSeconds }',
    async (world) => ({ input: { refreshToken: (await session(world, world.bystander)).refreshToken } }),
  ),
  'Mutation.refreshSession/unknown': mutation('refreshSession', 'session { accessToken }', () => ({
    input: { refreshToken: 'no-such-token' },
  })),
  'Mutation.logOut': {
    document: 'mutation Matrix { logOut { endedSessions } }',
    as: async (world, who) => {
      if (who === 'nobody' || who === 'guest') return world.as(who);
      return { token: (await session(world, world[who])).accessToken };
    },
  },
  'Mutation.updateProfile': mutation('updateProfile', 'user { id displayName locale timeZone }', () => ({
    input: { displayName: 'Somebody', locale: 'kk-KZ', timeZone: 'Asia/Almaty' },
  })),
  'Mutation.saveAddress': mutation('saveAddress', 'address { id isDefault }', () => ({ input: address })),
  'Mutation.saveAddress/ofBuyerA': mutation('saveAddress', 'address { id }', async (world) => ({
    input: { ...address, addressId: await addressOfBuyerA(world), line1: unique('line') },
  })),
  'Mutation.removeAddress': mutation('removeAddress', removedAddress, async (world) => ({
    input: { addressId: await addressOfBuyerA(world) },
  })),
  'Mutation.grantRole': mutation('grantRole', 'user { id roles }', aboutBystander('SUPPORT')),
  'Mutation.grantRole/vendor': mutation('grantRole', 'user { id }', aboutBystander('VENDOR')),
  'Mutation.revokeRole': mutation('revokeRole', 'user { id roles }', aboutBystander('SUPPORT')),
  'User.displayName': ofBuyerA('displayName'),
  'User.username': ofBuyerA('username'),
  'User.email': ofBuyerA('email'),
  'User.emailVerified': ofBuyerA('emailVerified'),
  'User.phone': ofBuyerA('phone'),
  'User.locale': ofBuyerA('locale'),
  'User.timeZone': ofBuyerA('timeZone'),
  'User.roles': ofBuyerA('roles'),
  'User.createdAt': ofBuyerA('createdAt'),
  'User.addresses': ofBuyerA(
    'addresses { id name line1 line2 street building apartment entrance floor intercom city region postalCode country phone isDefault location { latitude longitude precision } }',
  ),
  'User.defaultAddress': ofBuyerA('defaultAddress { id }'),
});
