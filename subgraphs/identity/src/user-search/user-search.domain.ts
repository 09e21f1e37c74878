import { CaravanError } from '@caravan/core/errors';
import type { Role } from '@caravan/core/principal';
import type { UserStatus } from '../blocks/blocks.domain.ts';

/** A filter as a client gives it; every field narrows the list. */
export type UserFilter = {
  readonly text?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly role?: Role | null | undefined;
  readonly status?: UserStatus | null | undefined;
};

/** What is looked for; texts are beginnings, in lower case. */
export type UserCriteria = {
  readonly email: string | null;
  readonly phone: string | null;
  /** One to four words; each begins the first or the last name, or all of them together another name. */
  readonly words: readonly string[];
  readonly role: Role | null;
  readonly status: UserStatus | null;
};

const shortest = 2;
const longest = 254;
const mostWords = 4;

/** @throws CaravanError `BAD_USER_INPUT` for texts that are too short to find anybody by, or too long for any name. */
export function readFilter(filter: UserFilter): UserCriteria {
  const text = readText(filter.text, 'text');
  const emailOfText = text?.includes('@') ? text : null;
  const phoneOfText = text && isPhoneLike(text) ? text : null;
  const phone = readText(filter.phone, 'phone') ?? phoneOfText;
  return {
    email: readText(filter.email, 'email') ?? emailOfText,
    phone: phone === null ? null : `+${phone.replace(/\D/g, '')}`,
    words: text && !emailOfText && !phoneOfText ? text.split(/\s+/).slice(0, mostWords) : [],
    role: filter.role ?? null,
    status: filter.status ?? null,
  };
}

function isPhoneLike(text: string): boolean {
  return /^\+[\d\s()-]+$/.test(text);
}

function readText(text: string | null | undefined, field: string): string | null {
  const read = text?.trim().toLowerCase() ?? '';
  if (text == null) return null;
  if (read.length >= shortest && read.length <= longest) return read;
  throw new CaravanError('BAD_USER_INPUT', `filter.${field} has ${shortest} to ${longest} characters.`);
}
