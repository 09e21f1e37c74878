import type { DemoPerson } from '@caravan/router/start-router';

/** A line for each person who may be signed in as, with the password. */
export function signInLines(people: readonly DemoPerson[]): string[] {
  return people.map(
    ({ name, role, identifier, password }) => `  ${name.padEnd(18)} ${role.padEnd(22)} ${identifier} / ${password}`,
  );
}
