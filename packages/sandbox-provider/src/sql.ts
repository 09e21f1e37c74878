import type { Database } from '@caravan/database/database';
import type postgres from 'postgres';

/** Raw SQL, of which this small program has little; `bigint` columns come as decimal text. */
export type Sql = Database['client'];
export type Transaction = postgres.TransactionSql;
