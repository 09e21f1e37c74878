import { type NotFound, notFound } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import type { Favourite } from './favourites.domain.ts';
import { addFavouriteOnce, deleteFavourite } from './favourites.store.ts';

export type FavouriteCommand = { principal: Principal; productId: string };

/** @param command.isVisible - Whether the caller can see the product. */
export async function addFavourite(
  deps: Deps,
  { principal, productId, isVisible }: FavouriteCommand & { isVisible: boolean },
): Promise<Result<Favourite, NotFound>> {
  if (!isVisible) return fail(notFound(['input', 'targetId']));
  const key = { userId: userIdOf(principal), targetKind: 'PRODUCT' as const, targetId: productId };
  return ok(await deps.database.transaction((tx) => addFavouriteOnce(tx, key, deps.now())));
}

/** Removing what is not there changes nothing. */
export async function removeFavourite(deps: Deps, { principal, productId }: FavouriteCommand): Promise<void> {
  await deleteFavourite(deps.database.query, { userId: userIdOf(principal), targetId: productId });
}
