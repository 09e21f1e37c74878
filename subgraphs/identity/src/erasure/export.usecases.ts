import type { Sealed } from '@caravan/contracts/event';
import { CaravanError } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import { exportSections } from '@caravan/database/personal-data';
import { findPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
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
export async function exportPersonalData(deps: Deps, { principal, userId }: Viewing): Promise<unknown> {
  const person = isOneself(principal, userId) ? await findPerson(deps.database.query, userId) : null;
  if (!person || person.erasedAt) return null;
  const { id: _id, avatarId: _avatarId, blockedBy: _blockedBy, erasedAt: _erasedAt, ...profile } = person;
  const lists = await exportSections(deps.database.query, sections, userId);
  return { profile, ...lists, activity: await opened(deps, lists.activity ?? []) };
}

function isOneself({ kind, id }: Principal, userId: string): boolean {
  return kind === 'user' && id === userId;
}

/** Where each event came from, which is kept sealed. */
async function opened(deps: Deps, activity: readonly Record<string, unknown>[]): Promise<unknown[]> {
  const sealed = activity.map(({ origin }) => origin as Sealed | null).filter((origin) => origin !== null);
  const origins = await deps.sealer.unsealMany(sealed);
  const byText = new Map(sealed.map(({ sealed: text }, index) => [text, origins[index] ?? null]));
  return activity.map((event) => {
    const origin = event.origin as Sealed | null;
    return { ...event, origin: origin && byText.get(origin.sealed) };
  });
}
