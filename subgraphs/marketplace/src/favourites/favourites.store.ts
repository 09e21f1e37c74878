import { newId } from '@caravan/core/ids';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, count, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Favourite, FavouriteTargetKind } from './favourites.domain.ts';
import { favourites } from './favourites.tables.ts';

export type FavouriteKey = { userId: string; targetKind: FavouriteTargetKind; targetId: string };

/** Adds it, or finds it when it is there already. */
export async function addFavouriteOnce(tx: Transaction, key: FavouriteKey, now: Date): Promise<Favourite> {
  const [favourite] = await tx
    .insert(favourites)
    .values({ id: newId(), ...key, addedAt: now })
    .onConflictDoUpdate({
      target: [favourites.userId, favourites.targetKind, favourites.targetId],
      set: { addedAt: sql`${favourites.addedAt}` },
    })
    .returning();
  if (!favourite) throw new Error('An upsert returns its row.');
  return favourite;
}

export async function deleteFavourite(executor: Executor, { userId, targetId }: Omit<FavouriteKey, 'targetKind'>) {
  await executor.delete(favourites).where(and(eq(favourites.userId, userId), eq(favourites.targetId, targetId)));
}

/** One page of each person's favourites, in one statement. */
export async function readFavouritesOf(
  executor: Executor,
  userIds: readonly string[],
  page: PageRequest,
): Promise<Favourite[]> {
  const forward = page.direction === 'forward';
  const [key] = page.keys ?? [];
  const direction = forward ? sql`desc` : sql`asc`;
  const ranked = executor
    .select({
      id: favourites.id,
      place:
        sql<number>`row_number() over (partition by ${favourites.userId} order by ${favourites.id} ${direction})`.as(
          'place',
        ),
    })
    .from(favourites)
    .where(
      and(
        inArray(favourites.userId, [...userIds]),
        key === undefined ? undefined : forward ? lt(favourites.id, key) : gt(favourites.id, key),
      ),
    )
    .as('ranked');
  const rows = await executor
    .select({ favourite: favourites })
    .from(ranked)
    .innerJoin(favourites, eq(favourites.id, ranked.id))
    .where(sql`${ranked.place} <= ${page.limit + 1}`)
    .orderBy(forward ? desc(favourites.id) : asc(favourites.id));
  return rows.map(({ favourite }) => favourite);
}

export async function countFavouritesOf(executor: Executor, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await executor
    .select({ userId: favourites.userId, favourites: count() })
    .from(favourites)
    .where(inArray(favourites.userId, [...userIds]))
    .groupBy(favourites.userId);
  return new Map(rows.map((row) => [row.userId, row.favourites]));
}

export async function countByTarget(executor: Executor, targetIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await executor
    .select({ targetId: favourites.targetId, people: count() })
    .from(favourites)
    .where(inArray(favourites.targetId, [...targetIds]))
    .groupBy(favourites.targetId);
  return new Map(rows.map((row) => [row.targetId, row.people]));
}

/** Those of the things that a person likes. */
export async function likedAmong(executor: Executor, userId: string, targetIds: readonly string[]) {
  const rows = await executor
    .select({ targetId: favourites.targetId })
    .from(favourites)
    .where(and(eq(favourites.userId, userId), inArray(favourites.targetId, [...targetIds])));
  return new Set(rows.map(({ targetId }) => targetId));
}
