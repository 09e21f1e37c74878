import { demoEmailDomain } from '@caravan/core/demo';
import type { Person } from '../client/people.ts';

/** Known to everybody, which is why demo people never exist in production. */
export const demoPassword = 'Caravan-Demo-1';

export type DemoAccount = Person & { readonly role: string };

function account(username: string, displayName: string, role: string): DemoAccount {
  return { username, displayName, role, email: `${username}@${demoEmailDomain}`, password: demoPassword };
}

export const people = {
  aigerim: account('aigerim', 'Aigerim Bekova', 'buyer'),
  tomas: account('tomas', 'Tomás Ferreira', 'buyer'),
  mei: account('mei', 'Mei Tanaka', 'buyer'),
  daniyar: account('daniyar', 'Daniyar Ospanov', 'vendor: Steppe Tools'),
  ines: account('ines', 'Inês Carvalho', 'vendor: Lisbon Larder'),
  jonas: account('jonas', 'Jonas Weber', 'vendor: Nordlicht Audio'),
  sofia: account('sofia', 'Sofia Rossi', 'support'),
  admin: account('admin', 'Caravan Admin', 'admin'),
} as const;

export type DemoName = keyof typeof people;
export const everyone: readonly DemoAccount[] = Object.values(people);
