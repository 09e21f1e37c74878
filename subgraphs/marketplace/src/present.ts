import { invariant } from '@caravan/core/errors';

/** What a row refers to. Nothing that is referred to is ever deleted, so it is there. */
export async function present<Row>(row: Promise<Row | null>): Promise<Row> {
  const found = await row;
  invariant(found, 'what is referred to is never deleted');
  return found;
}
