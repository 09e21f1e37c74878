import type { Database, Transaction } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

/** The same steps for a real database and for the one in memory. */
export type Script = {
  readonly name: string;
  /** Ids before it belong to other scripts of the same database. */
  readonly firstId: number;
  run(stage: Stage): Promise<void>;
};

export type Stage = {
  readonly database: Database;
  readonly now: Date;
  /** The job queue, which no store reads. */
  readonly queue: Queue;
  /** Notes a value, to be compared. */
  see(value: unknown): void;
  /** Notes what the database says to something that it should refuse. */
  refused(work: (tx: Transaction) => Promise<unknown>): Promise<void>;
};

export type Queue = {
  /** By run time and name. */
  read(): Promise<readonly { name: string; key: string | null; runAt: string; spent: boolean }[]>;
  /** Does what a worker does when it begins the job of a key. */
  take(key: string): Promise<void>;
};

export function scripts(...all: readonly Omit<Script, 'firstId'>[]): Script[] {
  return all.map((script, index) => ({ ...script, firstId: (index + 1) * 1_000 }));
}

/** Begins the second work while the first one's transaction is open; the first ends well or is undone. */
export async function overlap<One, Other>(
  { database }: Stage,
  first: (tx: Transaction) => Promise<One>,
  { second, undone = false }: { second: (tx: Transaction) => Promise<Other>; undone?: boolean },
): Promise<{ one: One | 'undone'; other: Other }> {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: holds, resolve: tell } = Promise.withResolvers<void>();
  const one = database
    .transaction(async (tx) => {
      const value = await first(tx);
      tell();
      await mayEnd;
      if (undone) throw new Error('undone');
      return value;
    })
    .catch((error: Error) => {
      if (error.message !== 'undone') throw error;
      return 'undone' as const;
    });
  await holds;
  const other = database.transaction(second);
  // The second one has its statement under way before the first one ends; it makes no difference to what comes out.
  await database.query.execute(sql`select pg_advisory_xact_lock(hashtextextended(${'nothing'}::text, 0))`);
  end();
  return { one: await one, other: await other };
}
