import { newId, toTypeId } from '@caravan/core/ids';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { avatarContract, get, linkFor, picture, put, uploaded } from '../../test/avatar-contract.ts';
import { atOnce, testIdentity, verified } from '../../test/identity.ts';
import { findShownAvatar } from './avatars.store.ts';
import { requestAvatarUpload, setAvatar } from './avatars.usecases.ts';

const identity = testIdentity();
const { deps } = identity;

describe('avatars in a folder', () => {
  avatarContract(identity, () => deps.files);
});

describe('a link', () => {
  test('takes no more bytes than are allowed, and one file', async () => {
    const { id: userId } = await verified(identity);
    const small = identity.withSettings({ AVATAR_MAXIMUM_BYTES: '1000' });
    const { url, maximumBytes } = await linkFor(small, userId);
    expect(maximumBytes).toBe(1_000);
    expect(await put(small.files, url, Buffer.alloc(1_001))).toBe(413);
    expect(await put(small.files, url.replace('maximum=1000', 'maximum=9999'), Buffer.alloc(1_001))).toBe(403);
    expect(await put(small.files, url, Buffer.alloc(1_000))).toBe(201);
    expect(await put(small.files, url, Buffer.alloc(1_000))).toBe(409);
  });

  test('ends after its minutes', async () => {
    const { id: userId } = await verified(identity);
    const { url, expiresAt } = await linkFor(deps, userId);
    expect(expiresAt.getTime() - identity.clock.time.getTime()).toBe(600_000);
    identity.passSeconds(600);
    expect(await put(deps.files, url, await picture())).toBe(403);
  });

  test('is given 20 times an hour, also over two processes', async () => {
    const { id: userId } = await verified(identity);
    const processes = [deps, identity.anotherProcess()];
    const asked = await atOnce(30, (index) => requestAvatarUpload(processes[index % 2] ?? deps, userId));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(20);
    expect(asked.find(({ ok }) => !ok)).toMatchObject({ errors: [{ kind: 'RateLimited' }] });
    identity.passSeconds(3_600);
    expect((await requestAvatarUpload(deps, userId)).ok).toBe(true);
  });
});

describe('a picture', () => {
  test('that is larger than allowed now is refused by its bytes or its pixels', async () => {
    const { id: userId } = await verified(identity);
    for (const setting of [{ AVATAR_MAXIMUM_BYTES: '100' }, { AVATAR_MAXIMUM_PIXELS: '1000' }]) {
      const fileId = await uploaded(deps, userId, await picture());
      const strict = identity.withSettings(setting);
      const { avatarMaximumBytes: maximumBytes, avatarMaximumPixels: maximumPixels } = strict.settings;
      expect(await setAvatar(strict, { userId, fileId })).toEqual({
        ok: false,
        errors: [{ kind: 'AvatarTooLarge', path: ['input', 'fileId'], maximumBytes, maximumPixels }],
      });
      expect(await deps.files.find(fileId)).toBeNull();
    }
  });

  test('waits no longer when many do, and can be set later', async () => {
    const { id: userId } = await verified(identity);
    const fileId = await uploaded(deps, userId, await picture());
    const crowded = { ...deps, converter: { convert: async () => ({ outcome: 'crowded' as const }) } };
    expect(await setAvatar(crowded, { userId, fileId })).toMatchObject({ errors: [{ kind: 'Unavailable' }] });
    expect(await setAvatar(deps, { userId, fileId })).toMatchObject({ ok: true });
  });
});

describe('an address', () => {
  test('is public, kept by caches, and harmless in a browser', async () => {
    const { id: userId } = await verified(identity);
    const set = await setAvatar(deps, { userId, fileId: await uploaded(deps, userId, await picture()) });
    const avatar = toTypeId('avatar', (set.ok && set.value.avatarId) || '');
    const { headers } = await get(deps, avatar);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=86400, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    for (const name of ['', '65.webp', '64.png', '64', '../64.webp', '64.webp/..', '__proto__', 'small']) {
      expect([name, (await get(deps, avatar, name)).status]).toEqual([name, 404]);
    }
  });

  test.each([
    '',
    '..',
    '../../etc/passwd',
    '%2e%2e%2fetc',
    'ava_',
    newId(),
    toTypeId('avatar', newId()),
    toTypeId('user', newId()),
    `${toTypeId('avatar', newId())}\0`,
    'ava_'.padEnd(5_000, '0'),
  ])('%j is none', async (avatarId) => {
    expect(await get(deps, avatarId)).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
  });
});

test('the avatar is found without looking through all people', async () => {
  const { database } = deps;
  const { id: userId } = await verified(identity);
  const set = await setAvatar(deps, { userId, fileId: await uploaded(deps, userId, await picture()) });
  const avatarId = (set.ok && set.value.avatarId) || '';
  await database.query.execute(sql`
    insert into users (id, email, username, display_name, created_at)
    select gen_random_uuid(), 'crowd_' || n || '@example.com', 'crowd_' || n, 'Crowd', now() from generate_series(1, 5000) n`);
  await database.query.execute(sql`analyze users`);
  await database.transaction(async (tx) => {
    const peopleRead = async () => [
      ...(await tx.execute(sql`select seq_tup_read from pg_stat_xact_user_tables where relid = 'users'::regclass`)),
    ];
    const before = await peopleRead();
    expect(await findShownAvatar(tx, avatarId)).toMatchObject({ id: avatarId });
    expect(await peopleRead()).toEqual(before);
  });
});
