import DataLoader from 'dataloader';

/**
 * A loader that reads the ids asked for at the same time with one call, each once.
 *
 * @param load - Reads rows in any order; unknown ids have none.
 * @returns Loads null for an id without a row.
 */
export function batchById<Row>(
  load: (ids: readonly string[]) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await load(ids)).map((row) => [idOf(row), row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

/**
 * A loader of the rows that belong to each id, such as an order's lines, with one call for all ids.
 *
 * @param load - Reads the rows of all ids; those of one id keep their order.
 */
export function batchManyById<Row>(
  load: (ids: readonly string[]) => Promise<readonly Row[]>,
  ownerOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(async (ids) => {
    const rows = Map.groupBy(await load(ids), ownerOf);
    return ids.map((id) => rows.get(id) ?? []);
  });
}
