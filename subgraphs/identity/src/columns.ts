import { timestamp } from 'drizzle-orm/pg-core';

/** An instant, a `Date` in code. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: 'date' });
}
