import type { Sealed } from '@caravan/contracts/event';
import { CaravanError } from '@caravan/core/errors';
import type { Caller, Principal } from '@caravan/core/principal';
import { exportSections } from '@caravan/database/personal-data';
import type { Person } from '../accounts/accounts.domain.ts';
import { findPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { nationalIdLists, readNumbers } from '../national-ids/national-ids.usecases.ts';
import { sections } from './export-sections.ts';

/** Whose export it is. */
export type ExportOwner = { readonly userId: string };
type Viewing = { readonly principal: Principal; readonly userId: string };

/**
 * The door to the export of every subgraph: open to the person alone, counted here.
 *
 * @throws CaravanError `RATE_LIMITED`
 */
export async function openExport(deps: Deps, { principal, userId }: Viewing): Promise<ExportOwner | null> {
  if (!isOneself(principal, userId)) return null;
  const points = deps.settings.exportsPerHour;
  const limited = await take(deps, [{ name: 'export', subject: userId, points, windowSeconds: 3_600 }]);
  if (limited.ok) return { userId };
  const [{ retryAfterSeconds }] = limited.errors;
  throw new CaravanError('RATE_LIMITED', `Too many exports; wait ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
}

/** What identity keeps about a person; null to anybody else. */
export async function exportPersonalData(
  deps: Deps,
  { caller, userId }: { caller: Caller; userId: string },
): Promise<unknown> {
  const person = isOneself(caller.principal, userId) ? await findPerson(deps.database.query, userId) : null;
  if (!person || person.erasedAt) return null;
  const lists = await exportSections(deps.database.query, sections, userId);
  const [nationalIds, activity] = await Promise.all([
    openedNationalIds(deps, { caller, userId }),
    opened(deps, lists.activity ?? []),
  ]);
  return { profile: profileOf(person), ...lists, nationalIds, activity };
}

/** All but what is nothing to the person: our ids, and what the staff alone may know. */
function profileOf(person: Person): Partial<Person> {
  const { id: _1, avatarId: _2, blockedAt: _3, blockReason: _4, blockedBy: _5, erasedAt: _6, ...profile } = person;
  return profile;
}

function isOneself({ kind, id }: Principal, userId: string): boolean {
  return kind === 'user' && id === userId;
}

async function openedNationalIds(deps: Deps, { caller, userId }: { caller: Caller; userId: string }) {
  const [kept] = await nationalIdLists(deps, caller.principal, [userId]);
  const numbers = await readNumbers(
    deps,
    caller,
    (kept ?? []).map(({ id }) => id),
  );
  return (kept ?? []).map(({ country }, index) => ({ country, number: numbers[index] ?? null }));
}

/** Where each event came from, which is kept sealed. Why somebody was blocked is for the staff alone. */
async function opened(deps: Deps, activity: readonly Record<string, unknown>[]): Promise<unknown[]> {
  const told = activity.map((event) => (event.kind === 'BLOCKED' ? null : (event.origin as Sealed | null)));
  const origins = (await deps.sealer.unsealMany(told.filter((origin) => origin !== null))).values();
  return activity.map((event, index) => ({ ...event, origin: told[index] ? origins.next().value : null }));
}
