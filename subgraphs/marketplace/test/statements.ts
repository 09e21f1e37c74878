import type { Database } from '@caravan/database/database';

/** How many statements a piece of work sends: the number must not grow with the length of a list. */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<number> {
  const { options } = database.client;
  const before = options.debug;
  let statements = 0;
  options.debug = (_connection, query) => {
    // Every new connection of the pool asks for the array types once.
    if (!query.includes('pg_catalog.pg_type')) statements += 1;
  };
  try {
    await work();
  } finally {
    options.debug = before;
  }
  return statements;
}
