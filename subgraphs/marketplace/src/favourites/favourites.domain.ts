/** What can be liked; other domains' things join here. */
export type FavouriteTargetKind = 'PRODUCT';

export type Favourite = {
  readonly id: string;
  readonly userId: string;
  readonly targetKind: FavouriteTargetKind;
  readonly targetId: string;
  readonly addedAt: Date;
};
