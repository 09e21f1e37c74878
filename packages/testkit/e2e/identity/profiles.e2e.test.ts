import { randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { identityCommand } from '@caravan/cli/commands/identity';
import { createKeyRing } from '@caravan/identity/keys/key-ring';
import { uploadAvatar } from '@caravan/testkit/avatars';
import { tablesHolding } from '@caravan/testkit/canaries';
import { testCaravan } from '@caravan/testkit/caravan';
import { runCli } from '@caravan/testkit/cli-process';
import postgres from 'postgres';
import { afterEach, expect, test, vi } from 'vitest';

const caravan = testCaravan();

const errors = 'errors { __typename ... on UserError { message path } }';
const updateProfile = `mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { user { displayName firstName lastName birthDate locale timeZone } ${errors} } }`;
const setAvatar = `mutation SetAvatar($input: SetAvatarInput!) {
  setAvatar(input: $input) {
    user { avatar { small medium large } }
    errors { __typename ... on UserError { message path } ... on AvatarTooLarge { maximumBytes maximumPixels } }
  }
}`;
const removeAvatar = 'mutation RemoveAvatar { removeAvatar { user { avatar { small } } } }';
const saveNationalId = `mutation SaveNationalId($input: SaveNationalIdInput!) {
  saveNationalId(input: $input) {
    nationalId { country masked number }
    errors { __typename ... on UserError { message path } ... on CountryNotSupported { supportedCountries } }
  }
}`;
const meDocument =
  'query Me { me { firstName birthDate avatar { small medium large } nationalIds { country masked number } } }';

type Addresses = { small: string; medium: string; large: string };
type Me = { me: { avatar: Addresses | null; nationalIds: { masked: string; number: string }[] } };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('a person tells who they are and shows a picture, which anybody gets', async () => {
  const { client, people, caravan: running } = caravan;
  const person = await people.customer('face');
  const as = { token: person.token };
  const profile = {
    firstName: 'Aigerim',
    lastName: 'Kim',
    birthDate: '1990-05-17',
    locale: 'kk-KZ',
    timeZone: 'Asia/Almaty',
  };
  expect(await client.mutate(updateProfile, profile, as)).toMatchObject({ user: profile });

  const { fileId, url } = await uploadAvatar(client, person);
  expect(url.startsWith(running.url)).toBe(true);
  const { user } = await client.mutate<{ user: { avatar: Addresses } }>(setAvatar, { fileId }, as);
  for (const [size, address] of Object.entries(user.avatar)) {
    const answer = await fetch(address);
    expect([size, answer.status, answer.headers.get('content-type')]).toEqual([size, 200, 'image/webp']);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP');
  }
  const { small } = user.avatar;
  expect((await fetch(small, { method: 'HEAD' })).status).toBe(200);
  for (const path of ['/../../etc/passwd', '/..%2f..%2fsecrets.json', '/64.webp/', '.json']) {
    expect((await fetch(`${small}${path}`)).status).toBe(404);
  }
  expect(await client.query(removeAvatar, {}, as)).toEqual({ removeAvatar: { user: { avatar: null } } });
  expect((await fetch(small)).status).toBe(404);

  const other = await people.customer('other');
  const upload = await uploadAvatar(client, other, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  const refused = await client.ask(setAvatar, { input: { fileId: upload.fileId } }, { token: other.token });
  expect(refused.data).toMatchObject({ setAvatar: { user: null, errors: [{ __typename: 'AvatarUnreadable' }] } });
  const bomb = await uploadAvatar(client, other, pngHead(20_000, 20_000));
  const tooLarge = await client.ask(setAvatar, { input: { fileId: bomb.fileId } }, { token: other.token });
  const limits = { maximumBytes: 10_000_000, maximumPixels: 50_000_000 };
  expect(tooLarge.data).toMatchObject({ setAvatar: { errors: [{ __typename: 'AvatarTooLarge', ...limits }] } });
});

test('national ids are told to their person alone, and outlive the key that they were kept under', async () => {
  const { client, people, adminUrl, environment } = caravan;
  const person = await people.customer('citizen');
  const as = { token: person.token };
  const number = '850101300015';
  const foreign = await client.ask(saveNationalId, { input: { country: 'DE', number: '1' } }, as);
  expect(foreign.data).toMatchObject({
    saveNationalId: { errors: [{ __typename: 'CountryNotSupported', supportedCountries: ['KZ', 'IN'] }] },
  });
  await client.mutate(saveNationalId, { country: 'KZ', number }, as);
  const { me } = await client.query<Me>(meDocument, {}, as);
  expect(me.nationalIds).toEqual([{ country: 'KZ', masked: '••••••••0015', number }]);
  expect(await tablesHolding(adminUrl, [number])).toEqual([]);

  const old = environment.IDENTITY_KEY_ENCRYPTION_KEY ?? '';
  const keys = { IDENTITY_KEY_ENCRYPTION_KEY: 'k'.repeat(32), IDENTITY_KEY_ENCRYPTION_KEYS_OLD: old };
  await letterPile(adminUrl, old);
  const killed = runCli(['identity', 'rotate-keys'], { ...environment, ...keys });
  await killed.until('waiting mails and texts');
  killed.kill();
  await killed.ended;
  const check = runCli(['identity', 'rotate-keys', '--check'], { ...environment, ...keys });
  expect([await check.ended, check.output()]).toEqual([4, expect.stringContaining('are under older keys')]);

  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const [variable, value] of Object.entries({ ...environment, ...keys })) vi.stubEnv(variable, value);
  await identityCommand.parseAsync(['rotate-keys'], { from: 'user' });
  expect(printed.at(-1)).toContain('All is under the current key.');
  vi.stubEnv('IDENTITY_KEY_ENCRYPTION_KEYS_OLD', '');
  await identityCommand.parseAsync(['rotate-keys', '--check'], { from: 'user' });
});

/** A PNG that says how large it is, and ends. */
function pngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(''))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

/** Work for some time. */
async function letterPile(url: string, key: string): Promise<void> {
  const keyRing = createKeyRing([key]);
  const letters = Array.from({ length: 5_000 }, () => {
    const id = randomUUID();
    return { id, sealed: keyRing.seal({ purpose: 'letters', row: id }, '{}') };
  });
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin`
    insert into identity.letters (id, channel, recipient_hash, sealed, created_at)
    select id, 'MAIL', 'nobody', sealed, now()
    from jsonb_to_recordset(${JSON.stringify(letters)}::text::jsonb) as letter(id uuid, sealed text)`;
  await admin.end({ timeout: 5 });
}
