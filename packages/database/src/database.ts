import { setTimeout as pause } from 'node:timers/promises';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { sqlState } from './sql-state.ts';

/** A running transaction: `select`, `insert`, `update`, `delete`, `execute(sql`…`)`, nested `transaction` as savepoint. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** What stores take, so that they work inside and outside of a transaction. */
export type Executor = PostgresJsDatabase | Transaction;

/**
 * A pool of connections that see one schema.
 *
 * Columns declared in Drizzle are mapped by it (`bigint({ mode: 'bigint' })`, `timestamp({ mode: 'date' })`).
 * In raw SQL (`execute(sql`…`)` and `client`) nothing is mapped: `int8`, `numeric` and every time come back as
 * text, `json` as parsed values; parameters may be bigint or `Date`, while JSON is passed as text.
 */
export type Database = {
  /** Drizzle over the pool, for single statements outside a transaction. */
  readonly query: PostgresJsDatabase;
  /**
   * Runs `work` in one READ COMMITTED transaction and commits, unless it throws or returns a failed
   * `Result`. A serialisation failure or deadlock (40001, 40P01) runs `work` again, so it must
   * have no effects outside of the transaction.
   */
  transaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value>;
  /** The postgres.js client, for LISTEN and reserved connections. */
  readonly client: postgres.Sql;
  /** Waits up to 5 s for running statements, then closes every connection. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  /** First on the `search_path`, before the schema's jobs (`<schema>_jobs`) and the extensions. */
  schema: string;
  poolSize: number;
  statementTimeoutMs: number;
  /** Tries of a transaction, the first included. */
  attempts: number;
  applicationName?: string;
};

/** Opens nothing yet: connections are made by the first statements. */
export function openDatabase(options: DatabaseOptions): Database {
  const client = postgres(options.url, {
    max: options.poolSize,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? `caravan ${options.schema}`,
      search_path: searchPath(options.schema),
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: options.statementTimeoutMs * 4,
      TimeZone: 'UTC',
    },
  });
  const query = drizzle(client);
  acceptDates(client);
  return {
    query,
    client,
    transaction: (work) => retryConflicts(options.attempts, () => runTransaction(query, work)),
    close: () => client.end({ timeout: 5 }),
  };
}

/** `public` comes last and is closed to subgraphs; it is there for databases whose extensions live in it. */
export function searchPath(schema: string): string {
  return [schema, `${schema}_jobs`, 'extensions', 'public'].map((name) => `"${name}"`).join(', ');
}

/** Drizzle passes times through as text; a `Date` given to raw SQL would break the wire protocol. */
function acceptDates(client: postgres.Sql) {
  const toText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  for (const type of [1082, 1083, 1114, 1184, 1266]) {
    client.options.serializers[type] = toText as (value: unknown) => string;
  }
}

async function runTransaction<Value>(
  query: PostgresJsDatabase,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  const refused: { value?: Value } = {};
  try {
    return await query.transaction(async (tx) => {
      const value = await work(tx);
      if (isFailure(value)) {
        refused.value = value;
        throw rolledBack;
      }
      return value;
    });
  } catch (error) {
    if (error === rolledBack) return refused.value as Value;
    throw error;
  }
}

const rolledBack = new Error('The transaction was rolled back because its work was refused.');

function isFailure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

const retriedStates = new Set(['40001', '40P01']);

async function retryConflicts<Value>(attempts: number, run: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const state = sqlState(error);
      if (state === null || !retriedStates.has(state) || attempt >= attempts) throw error;
      // Full jitter, so that transactions which collided do not meet again.
      await pause(Math.random() * Math.min(1_000, 10 * 2 ** attempt));
    }
  }
}
