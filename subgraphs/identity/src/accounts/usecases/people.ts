import { CaravanError } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import type { Deps } from '../../deps.ts';
import { rolesOf } from '../../roles/roles.usecases.ts';
import { mayRead, type Particulars, type Person, type PersonView, viewOf } from '../accounts.domain.ts';
import {
  findByEmail,
  findPeople,
  lockPerson as lockPersonRow,
  saveParticulars as saveParticularsRow,
} from '../accounts.store.ts';

/** People as the viewer may see them, in the order of their ids; null for an id that nobody has. */
export async function viewPeople(
  deps: Deps,
  viewer: Principal,
  ids: readonly string[],
): Promise<(PersonView | null)[]> {
  const people = await findPeople(deps.database.query, ids);
  const open = people.filter(({ id }) => mayRead(viewer, id)).map(({ id }) => id);
  const roles = await rolesOf(deps.database.query, open);
  const views = new Map(
    people.map((person) => [person.id, viewOf(person, roles.get(person.id) ?? [], mayRead(viewer, person.id))]),
  );
  return ids.map((id) => views.get(id) ?? null);
}

/** A person as they see themselves. */
export async function viewOneself(deps: Deps, person: Person): Promise<PersonView> {
  const roles = await rolesOf(deps.database.query, [person.id]);
  return viewOf(person, roles.get(person.id) ?? [], true);
}

export async function findPerson(executor: Executor, id: string): Promise<Person | null> {
  const [person] = await findPeople(executor, [id]);
  return person ?? null;
}

/** Also somebody who has not verified the email yet. */
export function findPersonByEmail(executor: Executor, email: string): Promise<Person | null> {
  return findByEmail(executor, email);
}

/**
 * Makes changes of what belongs to one person wait for each other; null when there is no such person, or no more:
 * nothing may be added to somebody who was erased.
 */
export async function lockPerson(tx: Transaction, id: string): Promise<Person | null> {
  const person = await lockPersonRow(tx, id);
  return person?.erasedAt ? null : person;
}

/**
 * The same for whoever is signed in.
 *
 * @throws CaravanError `UNAUTHENTICATED` when the account was deleted: its tokens are refused a moment later.
 */
export async function lockOneself(tx: Transaction, id: string): Promise<Person> {
  const person = await lockPerson(tx, id);
  if (!person) throw new CaravanError('UNAUTHENTICATED', 'This account was deleted.');
  return person;
}

/** Changes what a person tells of themselves; their row is locked before. */
export function saveParticulars(tx: Transaction, id: string, particulars: Particulars): Promise<void> {
  return saveParticularsRow(tx, id, particulars);
}
