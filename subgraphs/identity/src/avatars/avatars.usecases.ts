import { UserProfileUpdated } from '@caravan/contracts/identity';
import { invariant, type RateLimited, type Unavailable } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { type Failure, fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { StoredFile } from '@caravan/files/file-store';
import type { Person } from '../accounts/accounts.domain.ts';
import { findPerson, lockOneself, saveParticulars } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { type Avatar, type AvatarSize, avatarSizes, fileNameOf, fileOf } from './avatars.domain.ts';
import {
  deleteAvatar,
  deleteUpload,
  findAvatar,
  findShownAvatar,
  findUpload,
  hiddenAvatarsBefore,
  insertAvatar,
  insertUpload,
  uploadsEndedBefore,
  useUpload,
} from './avatars.store.ts';
import type { Pictures } from './converter.ts';

export type UploadLink = { fileId: string; url: string; expiresAt: Date; maximumBytes: number };
export type UploadNotFound = { kind: 'UploadNotFound'; path: readonly string[] };
export type AvatarUnreadable = { kind: 'AvatarUnreadable'; path: readonly string[] };
export type AvatarTooLarge = {
  kind: 'AvatarTooLarge';
  path: readonly string[];
  maximumBytes: number;
  maximumPixels: number;
};
export type SetAvatarError = UploadNotFound | AvatarUnreadable | AvatarTooLarge | RateLimited | Unavailable;
export type SetAvatarCommand = { readonly userId: string; readonly fileId: string };

const path = ['input', 'fileId'];
const uploadNotFound: UploadNotFound = { kind: 'UploadNotFound', path };
/** Longer than any upload or conversion takes, so that clean-up takes nothing from under one. */
const unfinishedMs = 86_400_000;
const batch = 100;

/** A link to upload one picture, for some minutes. */
export async function requestAvatarUpload(deps: Deps, userId: string): Promise<Result<UploadLink, RateLimited>> {
  const limited = await takeTurn(deps, 'avatar upload', userId);
  if (!limited.ok) return limited;
  const { avatarUploadSeconds: seconds, avatarMaximumBytes: maximumBytes } = deps.settings;
  const fileId = newId();
  const expiresAt = new Date(deps.now().getTime() + seconds * 1_000);
  await insertUpload(deps.database.query, { id: fileId, userId, expiresAt, usedAt: null, avatarId: null });
  return ok({
    fileId,
    url: deps.files.signedUrl(fileId, 'upload', seconds, { maximumBytes }),
    expiresAt,
    maximumBytes,
  });
}

/**
 * Makes the person's avatar of an upload of theirs. Repeating a call that succeeded answers the same. What the link may
 * bring later changes nothing: avatars have files of their own, which are never written again.
 */
export async function setAvatar(deps: Deps, command: SetAvatarCommand): Promise<Result<Person, SetAvatarError>> {
  const file = await findUploaded(deps, command);
  if (!file) return repeated(deps, command);
  const limited = await takeTurn(deps, 'avatar conversion', command.userId);
  if (!limited.ok) return limited;
  const pictures = await convert(deps, file);
  if (!pictures.ok) return forgetRefused(deps, command, pictures);
  const avatar = await store(deps, command.userId, pictures.value);
  const shown = await show(deps, { ...command, avatar });
  await forget(deps, shown.ok ? shown.value.replaced : avatar);
  if (!shown.ok) return repeated(deps, command);
  await leaveToCleanUp(deps, () => deps.files.remove(file.id));
  return ok(shown.value.person);
}

/** Back to no picture; without one nothing changes. */
export async function removeAvatar(deps: Deps, userId: string): Promise<Person> {
  const { before, person } = await deps.database.transaction(async (tx) => {
    const before = await lockOneself(tx, userId);
    return { before, person: before.avatarId ? await change(tx, before, null) : before };
  });
  if (before.avatarId) await forget(deps, await findAvatar(deps.database.query, before.avatarId));
  return person;
}

/** The file of a shown avatar. Whoever opens it reads to the end or destroys. */
export async function openAvatar(deps: Deps, { avatarId, size }: { avatarId: string; size: AvatarSize }) {
  const avatar = await findShownAvatar(deps.database.query, avatarId);
  return avatar && deps.files.open(fileOf(avatar, size));
}

/** Removes uploads whose time is over, and the files of avatars that nobody shows any more. */
export async function forgetAvatars(deps: Deps): Promise<void> {
  const { query } = deps.database;
  const before = new Date(deps.now().getTime() - unfinishedMs);
  for (;;) {
    const uploads = await uploadsEndedBefore(query, before, batch);
    const hidden = await hiddenAvatarsBefore(query, before, batch);
    for (const { id } of uploads) {
      await deps.files.remove(id);
      await deleteUpload(query, id);
    }
    for (const avatar of hidden) await removeFiles(deps, avatar);
    if (uploads.length < batch && hidden.length < batch) return;
  }
}

function takeTurn({ settings, ...deps }: Deps, name: string, subject: string) {
  const points = settings.avatarUploadsPerHour;
  return take({ settings, ...deps }, [{ name, subject, points, windowSeconds: 3_600 }]);
}

/** The person's own upload, if it is there, in time, and no avatar was made of it. */
async function findUploaded(deps: Deps, { userId, fileId }: SetAvatarCommand): Promise<StoredFile | null> {
  const upload = await findUpload(deps.database.query, fileId);
  if (!upload || upload.userId !== userId || upload.usedAt || upload.expiresAt <= deps.now()) return null;
  return deps.files.find(fileId);
}

/** The answer to a call whose upload was used: the same again, while its avatar is shown. */
async function repeated(deps: Deps, { userId, fileId }: SetAvatarCommand): Promise<Result<Person, UploadNotFound>> {
  const upload = await findUpload(deps.database.query, fileId);
  const person = await findPerson(deps.database.query, userId);
  const isShown = upload?.userId === userId && upload.avatarId !== null && upload.avatarId === person?.avatarId;
  return isShown && person ? ok(person) : fail(uploadNotFound);
}

async function convert(deps: Deps, file: StoredFile): Promise<Result<Pictures, Exclude<SetAvatarError, RateLimited>>> {
  const { avatarMaximumBytes: maximumBytes, avatarMaximumPixels: maximumPixels } = deps.settings;
  const tooLarge: AvatarTooLarge = { kind: 'AvatarTooLarge', path, maximumBytes, maximumPixels };
  if (file.sizeBytes > maximumBytes) return fail(tooLarge);
  const conversion = await deps.converter.convert(() => readAll(deps, file.id));
  if (conversion.outcome === 'converted') return ok(conversion.pictures);
  if (conversion.outcome === 'crowded') return fail({ kind: 'Unavailable' });
  return fail(conversion.outcome === 'unreadable' ? { kind: 'AvatarUnreadable', path } : tooLarge);
}

/** Empty when the file went meanwhile, which no picture is. */
async function readAll({ files }: Deps, fileId: string): Promise<Buffer> {
  const opened = await files.open(fileId);
  return Buffer.concat(opened ? await Array.fromAsync(opened.content as AsyncIterable<Buffer>) : []);
}

/** Another picture may come by the same link. What another call used up meanwhile reads as damaged, and is none. */
async function forgetRefused(
  deps: Deps,
  command: SetAvatarCommand,
  refused: Failure<SetAvatarError>,
): Promise<Result<Person, SetAvatarError>> {
  const used = await repeated(deps, command);
  if (used.ok) return used;
  if (refused.errors[0].kind !== 'Unavailable') await deps.files.remove(command.fileId);
  return refused;
}

/** Stores the pictures, after it is written down which files they are. */
async function store(deps: Deps, userId: string, pictures: Pictures): Promise<Avatar> {
  const files = { smallFileId: newId(), mediumFileId: newId(), largeFileId: newId() };
  const avatar: Avatar = { id: newId(), userId, ...files, createdAt: deps.now() };
  await insertAvatar(deps.database.query, avatar);
  for (const size of avatarSizes) {
    const about = { id: fileOf(avatar, size), name: fileNameOf(size), contentType: 'image/webp' };
    const stored = await deps.files.put(single(pictures[size]), about);
    invariant(stored.ok, 'a small file with an id of its own is taken');
  }
  return avatar;
}

async function* single(bytes: Buffer) {
  yield bytes;
}

type Shown = { person: Person; replaced: Avatar | null };

/** Fails when another call made an avatar of the upload first. */
function show(deps: Deps, command: SetAvatarCommand & { avatar: Avatar }): Promise<Result<Shown, UploadNotFound>> {
  const { userId, fileId: id, avatar } = command;
  return deps.database.transaction(async (tx) => {
    const before = await lockOneself(tx, userId);
    const isFirst = await useUpload(tx, { id, avatarId: avatar.id, usedAt: deps.now() });
    if (!isFirst) return fail(uploadNotFound);
    const replaced = before.avatarId ? await findAvatar(tx, before.avatarId) : null;
    return ok({ person: await change(tx, before, avatar.id), replaced });
  });
}

async function change(tx: Transaction, person: Person, avatarId: string | null): Promise<Person> {
  const userId = person.id;
  await saveParticulars(tx, userId, { avatarId });
  await publish(tx, UserProfileUpdated, { subject: userId, data: { userId, fields: ['avatar'] } });
  return { ...person, avatarId };
}

/** Removes what is shown no longer. */
async function forget(deps: Deps, avatar: Avatar | null): Promise<void> {
  if (avatar) await leaveToCleanUp(deps, () => removeFiles(deps, avatar));
}

async function removeFiles(deps: Deps, avatar: Avatar): Promise<void> {
  for (const size of avatarSizes) await deps.files.remove(fileOf(avatar, size));
  await deleteAvatar(deps.database.query, avatar.id);
}

/** What fails here has an effect on nobody, and is done again by the clean-up job. */
async function leaveToCleanUp({ logger }: Deps, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn({ err: error }, 'files of an avatar are left to the clean-up');
  }
}
