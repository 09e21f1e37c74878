import { buffer } from 'node:stream/consumers';
import { invariant } from '@caravan/core/errors';
import { toTypeId } from '@caravan/core/ids';
import type { FileStore } from '@caravan/files/file-store';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { findPerson } from '../src/accounts/usecases/people.ts';
import { avatarRoutes } from '../src/avatars/avatars.routes.ts';
import { forgetAvatars, removeAvatar, requestAvatarUpload, setAvatar } from '../src/avatars/avatars.usecases.ts';
import type { Deps } from '../src/deps.ts';
import { atOnce, type TestIdentity, verified } from './identity.ts';

/** A picture of one colour, a JPEG. */
export function picture(background = 'red'): Promise<Buffer> {
  return sharp({ create: { width: 600, height: 500, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** `PUT`s to a link of the store, as the server of the router passes it on. */
export async function put(files: FileStore, url: string, body: Buffer, contentType = 'image/jpeg'): Promise<number> {
  const { pathname, searchParams } = new URL(url);
  const route = files.routes.find(({ method }) => method === 'PUT');
  invariant(route, 'files can be uploaded');
  const params = { fileId: pathname.split('/').at(-1) };
  const query = Object.fromEntries(searchParams);
  return (await route.handle({ headers: { 'content-type': contentType }, params, query, body })).status;
}

export async function linkFor(deps: Deps, userId: string) {
  const asked = await requestAvatarUpload(deps, userId);
  invariant(asked.ok, 'a link was given');
  return asked.value;
}

/** Asks for a link and uploads; the id for `setAvatar`. */
export async function uploaded(deps: Deps, userId: string, content: Buffer): Promise<string> {
  const { fileId, url } = await linkFor(deps, userId);
  expect(await put(deps.files, url, content)).toBe(201);
  return fileId;
}

/** What anybody gets at an address of an avatar. */
export async function get(deps: Deps, avatarId: string, name = '64.webp') {
  const [route] = avatarRoutes;
  invariant(route, 'avatars are served');
  const request = { headers: {}, query: {}, body: Buffer.alloc(0), clientAddress: '203.0.113.1' };
  const answer = await route.handle(deps, { ...request, params: { avatarId, name } });
  const body =
    typeof answer.body === 'object' && !Buffer.isBuffer(answer.body) ? await buffer(answer.body) : answer.body;
  return { ...answer, body: Buffer.from(body ?? '') };
}

/** What holds for avatars whatever store their files are in. */
export function avatarContract(identity: TestIdentity, open: () => FileStore): void {
  const withStore = (): Deps => ({ ...identity.deps, files: open() });
  const somebody = async () => (await verified(identity)).id;
  const avatarOf = async (userId: string) => {
    const avatarId = (await findPerson(identity.deps.database.query, userId))?.avatarId;
    return avatarId ? toTypeId('avatar', avatarId) : null;
  };
  const shownTo = async (deps: Deps, userId: string) => {
    const avatar = await avatarOf(userId);
    invariant(avatar, 'there is an avatar');
    return avatar;
  };
  const rows = async (table: string) =>
    (await identity.deps.database.query.execute(sql.raw(`select * from ${table}`))).length;
  const refused = (kind: string) => ({ ok: false, errors: [expect.objectContaining({ kind })] });

  test('a picture becomes an avatar in three sizes, and its upload goes', async () => {
    const [deps, userId] = [withStore(), await somebody()];
    const fileId = await uploaded(deps, userId, await picture());
    expect(await setAvatar(deps, { userId, fileId })).toMatchObject({ ok: true, value: { id: userId } });
    const avatar = await shownTo(deps, userId);
    for (const edge of [64, 256, 512]) {
      const { status, headers, body } = await get(deps, avatar, `${edge}.webp`);
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'content-type': 'image/webp', 'content-length': String(body.length) });
      expect(await sharp(body).metadata()).toMatchObject({ format: 'webp', width: edge, height: edge });
    }
    expect(await deps.files.find(fileId)).toBeNull();
    const events = (await identity.events('identity.UserProfileUpdated')).filter(({ subject }) => subject === userId);
    expect(events.map(({ data }) => data)).toEqual([{ userId, fields: ['avatar'] }]);
  });

  test('another one takes its place; removing leaves none', async () => {
    const [deps, userId] = [withStore(), await somebody()];
    await setAvatar(deps, { userId, fileId: await uploaded(deps, userId, await picture('red')) });
    const first = await shownTo(deps, userId);
    await setAvatar(deps, { userId, fileId: await uploaded(deps, userId, await picture('blue')) });
    const second = await shownTo(deps, userId);
    expect(second).not.toBe(first);
    expect([(await get(deps, first)).status, (await get(deps, second)).status]).toEqual([404, 200]);
    const ofPerson = sql`select 1 from avatars where user_id = ${userId}`;
    expect(await deps.database.query.execute(ofPerson)).toHaveLength(1);

    expect((await removeAvatar(deps, userId)).avatarId).toBeNull();
    expect((await removeAvatar(deps, userId)).avatarId).toBeNull();
    expect((await get(deps, second)).status).toBe(404);
    expect(await deps.database.query.execute(ofPerson)).toHaveLength(0);
    const events = (await identity.events('identity.UserProfileUpdated')).filter(({ subject }) => subject === userId);
    expect(events).toHaveLength(3);
  });

  test('what a link brings later changes nothing, and is cleaned up', async () => {
    const [deps, userId] = [withStore(), await somebody()];
    const { fileId, url } = await linkFor(deps, userId);
    const red = await picture('red');
    await put(deps.files, url, red);
    expect(await put(deps.files, url, await picture('blue'))).toBe(409);
    await setAvatar(deps, { userId, fileId });
    const avatar = await shownTo(deps, userId);
    const before = await get(deps, avatar, '512.webp');
    expect(await put(deps.files, url, await picture('blue'))).toBe(201);
    // The repeated call answers with what is there.
    expect(await setAvatar(deps, { userId, fileId })).toMatchObject({ ok: true });
    expect(await shownTo(deps, userId)).toBe(avatar);
    expect((await get(deps, avatar, '512.webp')).body.equals(before.body)).toBe(true);
    await removeAvatar(deps, userId);
    expect(await setAvatar(deps, { userId, fileId })).toEqual(refused('UploadNotFound'));

    expect(await deps.files.find(fileId)).not.toBeNull();
    identity.passSeconds(86_400 + 601);
    await forgetAvatars(deps);
    expect(await deps.files.find(fileId)).toBeNull();
    expect(await rows('avatar_uploads')).toBe(0);
  });

  test('the upload of somebody else, of nobody, or of too long ago is none', async () => {
    const [deps, userId, other] = [withStore(), await somebody(), await somebody()];
    const fileId = await uploaded(deps, userId, await picture());
    expect(await setAvatar(deps, { userId: other, fileId })).toEqual(refused('UploadNotFound'));
    const { fileId: empty } = await linkFor(deps, userId);
    expect(await setAvatar(deps, { userId, fileId: empty })).toEqual(refused('UploadNotFound'));
    expect(await setAvatar(deps, { userId, fileId: other })).toEqual(refused('UploadNotFound'));
    // A file of the platform's that was uploaded in another way.
    const bytes = await picture();
    const document = await deps.files.put(
      (async function* () {
        yield bytes;
      })(),
      { contentType: 'image/jpeg', name: 'passport.jpg' },
    );
    invariant(document.ok, 'it was stored');
    expect(await setAvatar(deps, { userId, fileId: document.value.id })).toEqual(refused('UploadNotFound'));
    identity.passSeconds(601);
    expect(await setAvatar(deps, { userId, fileId })).toEqual(refused('UploadNotFound'));
    expect(await avatarOf(userId)).toBeNull();
  });

  test('what is no picture is refused and forgotten, and another may come by the same link', async () => {
    const [deps, userId] = [withStore(), await somebody()];
    const { fileId, url } = await linkFor(deps, userId);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await put(deps.files, url, svg, 'image/png')).toBe(201);
    expect(await setAvatar(deps, { userId, fileId })).toEqual(refused('AvatarUnreadable'));
    expect(await deps.files.find(fileId)).toBeNull();
    // That it says to be a page does not matter either.
    expect(await put(deps.files, url, await picture(), 'text/html')).toBe(201);
    expect(await setAvatar(deps, { userId, fileId })).toMatchObject({ ok: true });
    expect((await get(deps, await shownTo(deps, userId))).headers?.['content-type']).toBe('image/webp');
  });

  describe('calls at the same time', () => {
    test('make one avatar of an upload', async () => {
      const [deps, userId] = [withStore(), await somebody()];
      const other = { ...identity.anotherProcess(), files: open() };
      const fileId = await uploaded(deps, userId, await picture());
      const results = await atOnce(6, (index) => setAvatar(index % 2 ? deps : other, { userId, fileId }));
      expect(results.filter(({ ok }) => !ok)).toEqual([]);
      const ofPerson = sql`select 1 from avatars where user_id = ${userId}`;
      expect(await deps.database.query.execute(ofPerson)).toHaveLength(1);
      expect((await get(deps, await shownTo(deps, userId))).status).toBe(200);
      const events = (await identity.events('identity.UserProfileUpdated')).filter(({ subject }) => subject === userId);
      expect(events).toHaveLength(1);
    });

    test('leave one of several avatars, and its files', async () => {
      const [deps, userId] = [withStore(), await somebody()];
      const other = { ...identity.anotherProcess(), files: open() };
      const uploads = await atOnce(4, async () => uploaded(deps, userId, await picture()));
      const results = await Promise.all([
        ...uploads.map((fileId, index) => setAvatar(index % 2 ? deps : other, { userId, fileId })),
        removeAvatar(other, userId),
      ]);
      expect(results.filter((result) => 'ok' in result && !result.ok)).toEqual([]);
      const avatar = await avatarOf(userId);
      if (avatar) expect((await get(deps, avatar)).status).toBe(200);
      const ofPerson = sql`select 1 from avatars where user_id = ${userId}`;
      expect(await deps.database.query.execute(ofPerson)).toHaveLength(avatar ? 1 : 0);
    });
  });

  test('what a crash left behind is cleaned up after a day, and nothing else', async () => {
    const [deps, userId] = [withStore(), await somebody()];
    const files = new Map<string, boolean>();
    // The process dies after it stored the files, before they are shown.
    const dying: Deps = {
      ...deps,
      database: { ...deps.database, transaction: () => Promise.reject(new Error('The process died.')) },
      files: {
        ...deps.files,
        put: async (content, file) => {
          files.set(file.id ?? '', true);
          return deps.files.put(content, file);
        },
      },
    };
    const fileId = await uploaded(deps, userId, await picture());
    await expect(setAvatar(dying, { userId, fileId })).rejects.toThrow('The process died.');
    expect(files.size).toBe(3);
    expect(await setAvatar(deps, { userId, fileId })).toMatchObject({ ok: true });
    const avatar = await shownTo(deps, userId);
    const left = async () => (await Promise.all([...files.keys()].map((id) => deps.files.find(id)))).filter(Boolean);

    identity.passSeconds(80_000);
    await forgetAvatars(deps);
    expect(await left()).toHaveLength(3);
    identity.passSeconds(8_000);
    await forgetAvatars(deps);
    expect(await left()).toEqual([]);
    expect((await get(deps, avatar)).status).toBe(200);
  });
}
