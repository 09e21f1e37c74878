export type Category = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly parentId: string | null;
  /** Ids from the top down to this category itself. */
  readonly path: readonly string[];
  readonly sortOrder: number;
  readonly active: boolean;
};

/** The category of whatever has no other; made by the first migration. */
export const otherCategoryId = '01900000-0000-7000-8000-000000000001';
