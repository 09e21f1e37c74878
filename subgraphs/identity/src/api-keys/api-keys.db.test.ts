import { createHash } from 'node:crypto';
import type { DataOf } from '@caravan/contracts/event';
import type { ApiKeyChanged } from '@caravan/contracts/identity-staff';
import { newId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { callerAt, principalOf, testIdentity } from '../../test/identity.ts';
import { apiKeyUses } from './api-keys.consumers.ts';
import type { ApiKeyInput } from './api-keys.domain.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const admin = callerAt('192.0.2.1', principalOf(newId(), ['ADMIN']));
const acme: ApiKeyInput = { name: ' Acme ', scopes: [], rateClass: 'STANDARD', expiresAt: null };
const inAnHour = new Date('2026-11-21T11:00:00Z');

afterEach(() => deps.database.query.execute(sql`delete from api_keys`));

async function made(input: Partial<ApiKeyInput> = {}) {
  const result = await createApiKey(deps, { caller: admin, input: { ...acme, ...input } });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
}

async function toldOf(keyId: string) {
  const events = await identity.events('identity.ApiKeyChanged');
  return events.map(({ data }) => data as DataOf<typeof ApiKeyChanged>).filter((data) => data.keyId === keyId);
}

describe('createApiKey', () => {
  test('shows the key once and keeps its hash, which routers are told', async () => {
    const { apiKey, secret } = await made({ scopes: ['order:read:any', 'order:read:any'], expiresAt: inAnHour });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(apiKey).toMatchObject({ name: 'Acme', prefix: secret.slice(0, 8), scopes: ['order:read:any'] });
    expect(await toldOf(apiKey.id)).toMatchObject([
      { keyHash: createHash('sha256').update(secret).digest('hex'), scopes: ['order:read:any'], revokedAt: null },
    ]);
    const stored = JSON.stringify(await deps.database.query.execute(sql`select * from api_keys`));
    const published = JSON.stringify(await deps.database.query.execute(sql`select * from outbox`));
    for (const text of [stored, published, ...identity.logLines]) expect(text).not.toContain(secret);
    expect(await identity.events('identity.AdminActionRecorded')).toMatchObject([
      { data: { action: 'createApiKey', entityType: 'ApiKey', entityId: apiKey.id } },
    ]);
  });

  test.each<[string, Partial<ApiKeyInput>]>([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(65) }],
    ['scopes', { scopes: ['no:such:scope'] }],
    ['scopes', { scopes: ['admin:manage'] }],
    ['expiresAt', { expiresAt: new Date('2026-11-21T10:00:00Z') }],
  ])('refuses a bad %s', async (field, input) => {
    expect(await createApiKey(deps, { caller: admin, input: { ...acme, ...input } })).toMatchObject({
      ok: false,
      errors: [{ kind: 'InvalidInput', path: ['input', field] }],
    });
  });

  test('keeps to the most there may be, also when many are made at once', async () => {
    const few = identity.withSettings({ LIMIT_API_KEYS: '3' });
    const tries = Array.from({ length: 8 }, () => createApiKey(few, { caller: admin, input: acme }));
    const results = await Promise.all(tries);
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ errors: [{ kind: 'TooManyApiKeys', limit: 3 }] });
  });
});

describe('revokeApiKey', () => {
  test('tells routers once, however often it is called', async () => {
    const { apiKey } = await made();
    const revoke = () => revokeApiKey(deps, { caller: admin, apiKeyId: apiKey.id });
    const results = await Promise.all([revoke(), revoke(), revoke()]);
    expect(results).toEqual(Array(3).fill(expect.objectContaining({ ok: true })));
    expect(await toldOf(apiKey.id)).toMatchObject([{ revokedAt: null }, { revokedAt: deps.now().toISOString() }]);
    const ended = (await identity.events('identity.SessionRevoked')).filter(({ subject }) => subject === apiKey.id);
    expect(ended).toMatchObject([{ data: { sessionId: apiKey.id, reason: 'KEY_REVOKED' } }]);
  });

  test('of a key that nobody made is NotFound', async () => {
    expect(await revokeApiKey(deps, { caller: admin, apiKeyId: newId() })).toMatchObject({
      ok: false,
      errors: [{ kind: 'NotFound' }],
    });
  });
});

test('the list shows those that work, and on demand those that ended', async () => {
  const [first, second] = [await made(), await made({ expiresAt: inAnHour })];
  const third = await made();
  await revokeApiKey(deps, { caller: admin, apiKeyId: first.apiKey.id });
  identity.passSeconds(3_600);
  const ids = async (includeEnded: boolean) => (await listApiKeys(deps, { includeEnded })).map(({ id }) => id);
  expect(await ids(false)).toEqual([third.apiKey.id]);
  expect(await ids(true)).toEqual([third.apiKey.id, second.apiKey.id, first.apiKey.id]);
});

test('news of a use moves its time forward only', async () => {
  const { apiKey } = await made();
  const [use] = apiKeyUses.subscriptions;
  for (const time of ['2026-11-21T10:10:00.000Z', '2026-11-21T10:05:00.000Z']) {
    const envelope = {
      id: newId(),
      type: 'identity.ApiKeyUsed',
      version: 1,
      subject: apiKey.id,
      source: 'router',
      time,
    };
    const rest = { correlationId: newId(), causationId: null, principal: null, traceparent: null };
    const data = { keyId: apiKey.id };
    await deps.database.transaction(async (tx) =>
      use?.handle(deps, tx, { ...envelope, ...rest, topic: 'caravan.identity.api-key-use', data }),
    );
  }
  expect(await listApiKeys(deps, { includeEnded: false })).toMatchObject([
    { lastUsedAt: new Date('2026-11-21T10:10:00Z') },
  ]);
});
