import type { PageRequest } from '@caravan/core/pages';
import type { Executor } from '@caravan/database/database';
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { users } from '../accounts/accounts.tables.ts';
import type { UserStatus } from '../blocks/blocks.domain.ts';
import { userRoles } from '../roles/roles.tables.ts';
import type { UserCriteria } from './user-search.domain.ts';

/** Ids of the people, the newest first, one more than the page holds. */
export function selectUserPage(executor: Executor, criteria: UserCriteria, page: PageRequest) {
  const [key] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const beyond = key === undefined ? undefined : forward ? lt(users.id, key) : gt(users.id, key);
  return executor
    .select({ id: users.id })
    .from(users)
    .where(and(...conditionsOf(criteria), beyond))
    .orderBy(forward ? desc(users.id) : asc(users.id))
    .limit(page.limit + 1);
}

/**
 * Each is one that an index answers: Postgres combines them, or walks the people from the newest where most fit. It
 * knows which is faster, as the values stand in the statement: it plans each search anew.
 */
function conditionsOf({ email, phone, words, role, status }: UserCriteria): (SQL | undefined)[] {
  return [
    email === null ? undefined : begins(sql`lower(${users.email})`, email),
    phone === null ? undefined : begins(sql`${users.phone}`, phone),
    words.length === 0 ? undefined : isNamed(words),
    role === null
      ? undefined
      : sql`exists (select from ${userRoles} where ${eq(userRoles.userId, users.id)} and ${eq(userRoles.role, role)})`,
    status === null ? undefined : isOf(status),
  ];
}

/** By username, email or display name as a whole, or by first and last name in either order. */
function isNamed(words: readonly string[]): SQL | undefined {
  const whole = words.join(' ');
  const [first = '', ...rest] = words;
  const last = rest.join(' ');
  const firstName = sql`lower(${users.firstName})`;
  const lastName = sql`lower(${users.lastName})`;
  const named =
    last === ''
      ? [begins(firstName, first), begins(lastName, first)]
      : [
          and(begins(firstName, first), begins(lastName, last)),
          and(begins(lastName, first), begins(firstName, last)),
          begins(firstName, whole),
          begins(lastName, whole),
        ];
  return or(
    begins(sql`${users.username}`, whole),
    begins(sql`lower(${users.email})`, whole),
    begins(sql`lower(${users.displayName})`, whole),
    ...named,
  );
}

function isOf(status: UserStatus): SQL | undefined {
  if (status === 'ERASED') return isNotNull(users.erasedAt);
  const kept = isNull(users.erasedAt);
  return and(kept, status === 'BLOCKED' ? isNotNull(users.blockedAt) : isNull(users.blockedAt));
}

/** A prefix that Postgres reads as it is: `%`, `_` and `\` stand for themselves. */
function begins(text: SQL, prefix: string): SQL {
  return sql`${text} like ${`${prefix.replace(/[%_\\]/g, '\\$&')}%`}`;
}
