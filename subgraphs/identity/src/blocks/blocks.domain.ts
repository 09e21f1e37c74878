import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Person, PersonView } from '../accounts/accounts.domain.ts';
import { type Rights, rankOf } from '../roles/roles.domain.ts';

export type UserStatus = 'ACTIVE' | 'BLOCKED' | 'ERASED';
export type NotBlockable = { kind: 'NotBlockable'; path: readonly string[]; why: 'ONESELF' | 'RANK' };

const longestReason = 500;

export function statusOf({ blockedAt, erasedAt }: Pick<PersonView, 'blockedAt' | 'erasedAt'>): UserStatus {
  if (erasedAt) return 'ERASED';
  return blockedAt ? 'BLOCKED' : 'ACTIVE';
}

export function readReason(text: string): Result<string, InvalidInput> {
  const reason = text.trim();
  const { length } = [...reason];
  if (length >= 1 && length <= longestReason) return ok(reason);
  return fail(invalidInput(['input', 'reason'], `A reason is 1 to ${longestReason} characters.`));
}

/** Nobody blocks themselves, nor, unless they are SUPER_ADMIN, their equals and betters. Unblocking goes by the same rules. */
export function blockRefusal(
  by: { readonly id: string; readonly rights: Rights },
  { person, rights }: { readonly person: Person; readonly rights: Pick<Rights, 'roles'> },
): NotBlockable | null {
  const path = ['input', 'userId'];
  if (by.id === person.id) return { kind: 'NotBlockable', path, why: 'ONESELF' };
  const outranks = by.rights.roles.includes('SUPER_ADMIN') || rankOf(by.rights.roles) > rankOf(rights.roles);
  return outranks ? null : { kind: 'NotBlockable', path, why: 'RANK' };
}
