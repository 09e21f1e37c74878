import type { PageRequest } from '@caravan/core/pages';
import { asc, desc, gt, lt, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Entries of each owner's list; owners without any are left out. */
export type Counts = ReadonlyMap<string, number>;

/** How the same page of several owners' lists is cut out of a table, newest ids first, with one statement. */
export function newestFirst(id: PgColumn, page: PageRequest) {
  const forward = page.direction === 'forward';
  const [key] = page.keys ?? [];
  const order = forward ? desc(id) : asc(id);
  return {
    order,
    beyond: key === undefined ? undefined : forward ? lt(id, key) : gt(id, key),
    /** Place of a row in the list of its owner; those up to `mostPlaces` are on the page, or tell of the next. */
    placeIn: (owner: PgColumn) =>
      sql<number>`row_number() over (partition by ${owner} order by ${order})`.mapWith(Number).as('place'),
    mostPlaces: page.limit + 1,
  };
}
