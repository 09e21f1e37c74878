import { randomBytes } from 'node:crypto';
import { UserProfileUpdated } from '@caravan/contracts/identity';
import { type InvalidInput, invalidInput, type NotFound, notFound, type RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller, Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { openAdminRecord, type RecordAdminAction } from '@caravan/subgraph/record-admin-action';
import { lockOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { lastingKey } from '../keys/lasting-keys.usecases.ts';
import { take } from '../limits/limits.usecases.ts';
import { keyedHash, openText, sealText } from '../secrets.ts';
import {
  isOneself,
  mayReadMasked,
  mayReadNumber,
  type NationalId,
  type SealedNationalId,
} from './national-ids.domain.ts';
import { deleteNationalId, findNationalIds, insertNationalId, nationalIdsOf } from './national-ids.store.ts';
import {
  birthDateOf,
  masked,
  type NationalNumber,
  readNationalNumber,
  type SupportedCountry,
  supportedCountries,
  unusable,
} from './national-numbers.domain.ts';

export type CountryNotSupported = {
  kind: 'CountryNotSupported';
  path: readonly string[];
  supportedCountries: SupportedCountry[];
};
export type SaveNationalIdError = InvalidInput | CountryNotSupported | RateLimited;
export type RemoveNationalIdError = NotFound | CountryNotSupported;

const badNumber = (message: string) => invalidInput(['input', 'number'], message);

/**
 * Keeps the person's national id of a country, sealed, in place of the one before. One number belongs to one account; that
 * it belongs to another is told in the words for a number that cannot be, and tries are few, so that nobody learns who
 * has an account.
 */
export async function saveNationalId(
  deps: Deps,
  command: { userId: string; country: string; number: string },
): Promise<Result<NationalId, SaveNationalIdError>> {
  const { userId } = command;
  const country = supportedCountry(command.country);
  if (!country.ok) return country;
  const read = readNationalNumber(country.value, command.number, deps.now().toISOString().slice(0, 10));
  if (!read.ok) return fail(badNumber(read.errors[0]));
  const points = deps.settings.nationalIdTriesPerDay;
  const limited = await take(deps, [{ name: 'national id', subject: userId, points, windowSeconds: 86_400 }]);
  if (!limited.ok) return limited;

  return deps.database.transaction(async (tx) => {
    const person = await lockOneself(tx, userId);
    const { birthDate } = read.value;
    if (birthDate && person.birthDate && birthDate !== person.birthDate)
      return fail(badNumber('The birth date in this number is not the one of the profile.'));
    const sealed = await sealNumber(tx, deps, { userId, ...read.value });
    const known = (await nationalIdsOf(tx, [userId])).find((each) => each.country === sealed.country);
    if (known?.fingerprint === sealed.fingerprint) return ok(shown(deps, known));
    await deleteNationalId(tx, sealed);
    if (!(await insertNationalId(tx, sealed))) {
      deps.logger.warn({ userId, country: sealed.country }, 'a national id of another account was entered');
      return fail(badNumber(unusable));
    }
    await announce(tx, userId);
    return ok(shown(deps, sealed));
  });
}

export async function removeNationalId(
  deps: Deps,
  command: { userId: string; country: string },
): Promise<Result<SupportedCountry, RemoveNationalIdError>> {
  const { userId } = command;
  const country = supportedCountry(command.country);
  if (!country.ok) return country;
  return deps.database.transaction(async (tx) => {
    await lockOneself(tx, userId);
    const isRemoved = await deleteNationalId(tx, { userId, country: country.value });
    if (!isRemoved) return fail(notFound(['input', 'country']));
    await announce(tx, userId);
    return country;
  });
}

/** National ids of each person, masked, in the order of the ids; null for people of whom the viewer may not know. */
export async function nationalIdLists(
  deps: Deps,
  viewer: Principal,
  userIds: readonly string[],
): Promise<(NationalId[] | null)[]> {
  const open = userIds.filter((userId) => mayReadMasked(viewer, userId));
  const found = Map.groupBy(await nationalIdsOf(deps.database.query, open), ({ userId }) => userId);
  return userIds.map((userId) =>
    open.includes(userId) ? (found.get(userId) ?? []).map((each) => shown(deps, each)) : null,
  );
}

/**
 * The numbers in clear, in the order of the ids; null where the caller may not read one. What staff reads of others is
 * written down as an admin action of theirs, once per person and call, before it is told.
 */
export async function readNumbers(deps: Deps, caller: Caller, ids: readonly string[]): Promise<(string | null)[]> {
  const found = await findNationalIds(deps.database.query, ids);
  const readable = found.filter(({ userId }) => mayReadNumber(caller.principal, userId));
  const ofOthers = readable.filter(({ userId }) => !isOneself(caller.principal, userId));
  if (ofOthers.length > 0) {
    const record = await openAdminRecord(deps, caller);
    await deps.database.transaction((tx) => recordReading(tx, record, ofOthers));
  }
  const numbers = new Map(readable.map((each) => [each.id, openNumber(deps, each)]));
  return ids.map((id) => numbers.get(id) ?? null);
}

/** Birth date inside a national id of the person's; null when none has one. */
export async function certifiedBirthDate(
  executor: Executor,
  deps: Pick<Deps, 'keyRing'>,
  userId: string,
): Promise<string | null> {
  const iin = (await nationalIdsOf(executor, [userId])).find(({ country }) => country === 'KZ');
  return iin ? birthDateOf(openNumber(deps, iin)) : null;
}

function supportedCountry(country: string): Result<SupportedCountry, CountryNotSupported> {
  const supported = supportedCountries.find((each) => each === country);
  if (supported) return ok(supported);
  return fail({
    kind: 'CountryNotSupported',
    path: ['input', 'country'],
    supportedCountries: [...supportedCountries],
  });
}

async function announce(tx: Transaction, userId: string): Promise<void> {
  await publish(tx, UserProfileUpdated, { subject: userId, data: { userId, fields: ['nationalIds'] } });
}

async function recordReading(
  tx: Transaction,
  record: RecordAdminAction,
  ofOthers: readonly SealedNationalId[],
): Promise<void> {
  for (const [entityId, read] of Map.groupBy(ofOthers, ({ userId }) => userId)) {
    const countries = read.map(({ country }) => country);
    const action = { action: 'readNationalId', entityType: 'User', entityId } as const;
    await record(tx, { ...action, oldValue: null, newValue: { countries } });
  }
}

function shown(deps: Deps, sealed: SealedNationalId): NationalId {
  const { id, userId, country } = sealed;
  return { id, userId, country, masked: masked(openNumber(deps, sealed)) };
}

/** Seals a number under a data key of its own, and that under the key encryption key: replacing it touches no number. */
async function sealNumber(
  tx: Transaction,
  deps: Deps,
  { userId, country, number }: NationalNumber & { userId: string },
): Promise<SealedNationalId> {
  const id = newId();
  const dataKey = randomBytes(32);
  return {
    id,
    userId,
    country,
    numberSealed: sealText(dataKey, number, boundTo({ id, userId })),
    dataKeySealed: deps.keyRing.seal(dataKeyOf({ id, userId }), dataKey.toString('base64url')),
    fingerprint: keyedHash(await lastingKey(tx, deps, 'national id fingerprints'), `${country}|${number}`),
    createdAt: deps.now(),
  };
}

function openNumber({ keyRing }: Pick<Deps, 'keyRing'>, sealed: SealedNationalId): string {
  const dataKey = Buffer.from(keyRing.open(dataKeyOf(sealed), sealed.dataKeySealed), 'base64url');
  return openText(dataKey, sealed.numberSealed, boundTo(sealed));
}

type Bound = Pick<SealedNationalId, 'id' | 'userId'>;

/** A sealed number that is moved to another person's row cannot be opened there. */
function boundTo({ id, userId }: Bound): string {
  return `${id}|${userId}`;
}

function dataKeyOf(row: Bound) {
  return { purpose: 'national ids', row: boundTo(row) };
}
