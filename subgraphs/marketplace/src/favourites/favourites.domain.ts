import type { Connection } from '@caravan/core/pages';

/** What can be liked; other domains' things join here. */
export type FavouriteTargetKind = 'PRODUCT';

export type Favourite = {
  readonly id: string;
  readonly userId: string;
  readonly targetKind: FavouriteTargetKind;
  readonly targetId: string;
  readonly addedAt: Date;
};

/** A page of one person's favourites; they are counted when asked for. */
export type FavouritePage = Connection<Favourite> & { readonly userId: string };
