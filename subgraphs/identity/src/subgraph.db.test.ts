import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { anonymous, type Principal, type Role } from '@caravan/core/principal';
import { provisionSchema } from '@caravan/database/provision';
import { logSchema, openEmbeddedLog } from '@caravan/events/embedded-log';
import { openSealer, type Sealer } from '@caravan/events/sealing';
import type { EventTransport } from '@caravan/events/transport';
import { type RunOptions, runSubgraph } from '@caravan/subgraph/run-subgraph';
import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bodyOf, callerAt, configure, password, principalOf } from '../test/identity.ts';
import identity from './subgraph.ts';

const { adminUrl } = emptyTestDatabase();
const logger = createLogger({ level: 'silent', name: 'test' });
const configuration = configure({ CARAVAN_ADMIN_EMAIL: 'root@example.com', CARAVAN_ADMIN_PASSWORD: password });
let transport: EventTransport;
let sealer: Sealer;
let running: RunningSubgraph;

beforeAll(async () => {
  const logUrl = await provisionSchema({ adminUrl, name: logSchema, password: 'log' });
  const databaseUrl = await provisionSchema({ adminUrl, name: 'identity', password: 'identity' });
  transport = await openEmbeddedLog({ url: logUrl, pollMs: 500, batchSize: 50, logger });
  sealer = await openSealer({ url: logUrl, sealingKey: configuration.platform.sealingKey });
  const options = { configuration, databaseUrl, transport, sealer, files: {} as RunOptions['files'], logger };
  running = await runSubgraph(identity, { ...options, publicUrl: () => 'http://caravan.test' });
}, 60_000);

afterAll(async () => {
  await running.stop();
  await transport.close();
  await sealer.close();
}, 60_000);

type Json = { [field: string]: Json } & Json[] & string;

async function ask(query: string, { variables = {}, principal = anonymous as Principal } = {}) {
  const caller = callerAt(null, principal);
  const result = await running.execute({ query, variables, caller });
  // As it is on the wire: null prototypes and Dates are of no interest.
  return JSON.parse(JSON.stringify(result)) as {
    data: Json;
    errors?: { path: string[]; extensions: { code: string } }[];
  };
}

async function get(path: string, query: Record<string, string> = {}) {
  const route = running.routes.find((each) => each.path === path);
  const answer = await route?.handle({
    headers: {},
    params: {},
    query,
    body: Buffer.alloc(0),
    clientAddress: '127.0.0.1',
  });
  return JSON.parse(bodyOf(answer));
}

/** Registers, verifies with the mailed code, and logs in: all as a client does. */
async function signUp(username: string, roles: Role[] = ['CUSTOMER']) {
  const email = `${username}@example.com`;
  const input = { email, username, password, displayName: username.toUpperCase() };
  await ask('mutation ($input: RegisterInput!) { register(input: $input) { verificationSentTo } }', {
    variables: { input },
  });
  const code = await vi.waitFor(async () => {
    const [mail] = await get('/mail/messages', { to: email });
    return /\b\d{6}\b/.exec(mail.text)?.[0];
  }, 10_000);
  await ask('mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { user { id } } }', {
    variables: { input: { email, code } },
  });
  return enter(email, roles);
}

const logInMutation = `mutation ($input: LogInInput!) { logIn(input: $input) {
  session { accessToken refreshToken tokenType expiresInSeconds }
  user { id displayName email roles addresses { id } }
  errors { __typename ... on UserError { message path } ... on RateLimited { retryAfterSeconds } }
} }`;

async function enter(email: string, roles: Role[]) {
  const { data } = await ask(logInMutation, { variables: { input: { identifier: email, password } } });
  const user = data.logIn?.user;
  const id = fromTypeId('user', String(user?.id));
  const session = data.logIn?.session as unknown as { accessToken: string; refreshToken: string };
  const principal = principalOf(id, roles, String(decodeJwt(session.accessToken).sid));
  return { id, user, session, principal };
}

const privateFields =
  'username email emailVerified phone locale timeZone roles createdAt addresses { id } defaultAddress { id }';

describe('the way in', () => {
  test('leads from register over the mailed code to a session and me', async () => {
    const { user, session, principal } = await signUp('dana');
    expect(user).toEqual({
      id: expect.stringMatching(/^usr_/),
      displayName: 'DANA',
      email: 'dana@example.com',
      roles: ['CUSTOMER'],
      addresses: [],
    });
    expect(session).toMatchObject({ tokenType: 'Bearer', expiresInSeconds: 86_400 });
    const { data } = await ask(`{ me { displayName ${privateFields} } }`, { principal });
    expect(data.me).toMatchObject({ username: 'dana', emailVerified: true, phone: null, defaultAddress: null });
  });

  test('takes a NUL in a text for a mistake of the client, not of ours', async () => {
    const { principal } = await signUp('nul');
    const guestToken = `${Buffer.from('{"alg":"EdDSA","typ":"at+jwt","kid":"\\u0000"}').toString('base64url')}.e30.AAAA`;
    const line1 = 'Street \0 1';
    const attempts: [string, object][] = [
      [logInMutation, { identifier: 'a\0b', password }],
      [logInMutation, { identifier: 'nul', password, guestToken }],
      [
        'mutation ($input: SaveAddressInput!) { saveAddress(input: $input) { address { id } } }',
        { name: 'Nul', line1, city: 'Almaty', postalCode: '050000', country: 'KZ' },
      ],
    ];
    for (const [query, input] of attempts) {
      const { errors } = await ask(query, { variables: { input }, principal });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('is refused with typed errors', async () => {
    const wrong = await ask(logInMutation, { variables: { input: { identifier: 'dana', password: 'wrong' } } });
    expect(wrong.data.logIn).toEqual({
      session: null,
      user: null,
      errors: [{ __typename: 'InvalidCredentials', message: expect.any(String), path: [] }],
    });
    const invalid = await ask(
      'mutation { register(input: { email: "a@b.cd", username: "x", password: "x" }) { verificationSentTo errors { __typename ... on UserError { path } } } }',
    );
    expect(invalid.data.register?.errors).toContainEqual({ __typename: 'InvalidInput', path: ['input', 'username'] });
  });

  test('refreshes, logs out, and knows guests', async () => {
    const { session, principal } = await signUp('timur');
    const refresh = `mutation { refreshSession(input: { refreshToken: "${session.refreshToken}" }) { session { refreshToken } errors { __typename } } }`;
    expect((await ask(refresh)).data.refreshSession).toMatchObject({
      session: { refreshToken: expect.any(String) },
      errors: [],
    });
    expect((await ask('mutation { logOut { endedSessions } }', { principal })).data.logOut).toEqual({
      endedSessions: 1,
    });
    expect((await ask(refresh)).data.refreshSession).toEqual({
      session: null,
      errors: [{ __typename: 'RefreshTokenInvalid' }],
    });
    const guest = await ask(
      'mutation { createGuestSession { session { accessToken expiresInSeconds } errors { __typename } } }',
    );
    expect(guest.data.createGuestSession).toMatchObject({ session: { expiresInSeconds: 604_800 }, errors: [] });
  });

  test('is closed to nobody and guests where it must be', async () => {
    const guest: Principal = {
      ...anonymous,
      kind: 'guest',
      id: principalOf('x').id,
      roles: ['GUEST'],
      scopes: ['cart:use'],
    };
    for (const principal of [anonymous, guest]) {
      const { data, errors } = await ask('{ me { id } }', { principal });
      expect([data, errors?.[0]?.extensions.code]).toEqual([{ me: null }, 'UNAUTHENTICATED']);
    }
    const { principal, id } = await signUp('marat');
    const grant = `mutation { grantRole(input: { userId: "${toTypeId('user', id)}", role: ADMIN }) { user { id } } }`;
    const { data, errors } = await ask(grant, { principal });
    expect([data, errors?.[0]?.extensions.code]).toEqual([{ grantRole: null }, 'FORBIDDEN']);
  });
});

describe('people', () => {
  const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { id displayName ${privateFields} } } }`;

  test('show strangers and guests their names alone, and staff everything', async () => {
    const [one, two] = [await signUp('aliya'), await signUp('bota')];
    const representations = [one, two].map(({ id }) => ({ __typename: 'User', id: toTypeId('user', id) }));
    const seen = await ask(entities, { variables: { representations }, principal: one.principal });
    expect(seen.errors).toBeUndefined();
    expect(seen.data._entities?.[0]).toMatchObject({ displayName: 'ALIYA', email: 'aliya@example.com', addresses: [] });
    const { id, displayName, ...hidden } = (seen.data._entities?.[1] ?? {}) as unknown as Record<string, unknown>;
    expect({ id, displayName }).toEqual({ id: representations[1]?.id, displayName: 'BOTA' });
    expect(Object.values(hidden)).toEqual(Array(10).fill(null));
    const staff = principalOf(one.id, ['SUPPORT']);
    const open = await ask(entities, { variables: { representations }, principal: staff });
    expect(open.data._entities?.[1]).toMatchObject({ email: 'bota@example.com', roles: ['CUSTOMER'] });
  });

  test('that do not exist are null', async () => {
    const representations = [{ __typename: 'User', id: toTypeId('user', '01999999-0000-7000-8000-000000000001') }];
    expect((await ask(entities, { variables: { representations } })).data).toEqual({ _entities: [null] });
  });

  test('change their profile and addresses', async () => {
    const { principal } = await signUp('gulnara');
    const profile = await ask(
      'mutation { updateProfile(input: { displayName: "Гүлнара", timeZone: "Asia/Almaty" }) { user { displayName timeZone } errors { __typename } } }',
      { principal },
    );
    expect(profile.data.updateProfile).toEqual({
      user: { displayName: 'Гүлнара', timeZone: 'Asia/Almaty' },
      errors: [],
    });

    const save = `mutation ($input: SaveAddressInput!) { saveAddress(input: $input) { address { id line1 country phone isDefault } errors { __typename ... on UserError { path } } } }`;
    const input = {
      name: 'Гүлнара',
      line1: 'Abay 1',
      city: 'Almaty',
      postalCode: '050000',
      country: 'KZ',
      phone: '+77011234567',
    };
    const saved = await ask(save, { variables: { input }, principal });
    const address = saved.data.saveAddress?.address;
    expect(saved.data.saveAddress).toEqual({
      address: {
        id: expect.stringMatching(/^adr_/),
        line1: 'Abay 1',
        country: 'KZ',
        phone: '+77011234567',
        isDefault: true,
      },
      errors: [],
    });
    const seen = await ask('{ me { addresses { id } defaultAddress { id } } }', { principal });
    expect(seen.data.me).toEqual({ addresses: [{ id: address?.id }], defaultAddress: { id: address?.id } });

    const remove = `mutation { removeAddress(input: { addressId: "${address?.id}" }) { removedAddressId user { addresses { id } } errors { __typename } } }`;
    expect((await ask(remove, { principal })).data.removeAddress).toEqual({
      removedAddressId: address?.id,
      user: { addresses: [] },
      errors: [],
    });
    expect((await ask(remove, { principal })).data.removeAddress).toEqual({
      removedAddressId: null,
      user: null,
      errors: [{ __typename: 'NotFound' }],
    });
    const foreign = await ask(`mutation { removeAddress(input: { addressId: "usr_x" }) { removedAddressId } }`, {
      principal,
    });
    expect(foreign.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('get and lose roles by the first admin, who was made at start', async () => {
    const [root, person] = [await enter('root@example.com', ['CUSTOMER', 'SUPER_ADMIN']), await signUp('nurlan')];
    const change = (verb: string, role: Role, userId = person.id) =>
      ask(
        `mutation { ${verb}(input: { userId: "${toTypeId('user', userId)}", role: ${role} }) { user { roles } errors { __typename ... on RoleNotManageable { role } } } }`,
        root,
      );
    expect((await change('grantRole', 'MANAGER')).data.grantRole).toEqual({
      user: { roles: ['CUSTOMER', 'MANAGER'] },
      errors: [],
    });
    expect((await change('revokeRole', 'MANAGER')).data.revokeRole).toEqual({
      user: { roles: ['CUSTOMER'] },
      errors: [],
    });
    expect((await change('grantRole', 'VENDOR')).data.grantRole).toEqual({
      user: null,
      errors: [{ __typename: 'RoleNotManageable', role: 'VENDOR' }],
    });
    expect((await change('revokeRole', 'SUPER_ADMIN', root.id)).data.revokeRole).toEqual({
      user: null,
      errors: [{ __typename: 'LastSuperAdmin' }],
    });
  });
});

test('the key set is public', async () => {
  expect((await get('/.well-known/jwks.json')).keys).toHaveLength(1);
});
