import type { Database, Transaction } from '@caravan/database/database';
import { sqlState } from '@caravan/database/sql-state';
import { SQL } from 'drizzle-orm';
import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core';
import type { Row } from './expressions.ts';
import { rawSteps } from './raw-statements.ts';
import { type Run, runStatement, type Statement } from './statements.ts';
import { Blocked, begin, commit, DatabaseError, rollback, type Store, type Tx, wouldDeadlock } from './transactions.ts';

/** Who runs statements: others may go on, or the process may die, before each of them. */
export type Runner = {
  readonly name: string;
  turn(what: string): Promise<void>;
  /** Resolves when the transaction has ended. */
  waitFor(holder: Tx): Promise<void>;
  readonly open: Set<Tx>;
};

/** Drizzle as the stores know it, over a store in memory; `runner` decides when each statement happens. */
export function memoryDatabase(store: Store, runner: Runner, now: () => Date): Database {
  const alone: Executing = { store, runner, now, tx: null };
  return {
    query: executor(alone) as unknown as Database['query'],
    transaction: (work) => retryConflicts(() => inTransaction(alone, work)),
    client: undefined as never,
    close: () => Promise.resolve(),
  };
}

type Executing = { readonly store: Store; readonly runner: Runner; readonly tx: Tx | null; now(): Date };

const dialect = Object.assign(new PgDialect(), {
  buildSelectQuery: (config: unknown) => ({ kind: 'select', config }),
  buildInsertQuery: (config: unknown) => ({ kind: 'insert', config }),
  buildUpdateQuery: (config: unknown) => ({ kind: 'update', config }),
  buildDeleteQuery: (config: unknown) => ({ kind: 'delete', config }),
  sqlToQuery: (statement: unknown) => ({ sql: statement, params: [] }),
}) as unknown as PgDialect;

function executor(executing: Executing): Transaction {
  const session = {
    prepareQuery: ({ sql: statement }: { sql: Statement | SQL }) => ({
      execute: () => execute(executing, statement),
      mapResult: (rows: unknown) => rows,
      setToken() {
        return this;
      },
    }),
  };
  return new PgDatabase(dialect, session as never, undefined) as unknown as Transaction;
}

async function execute(executing: Executing, statement: Statement | SQL): Promise<Row[]> {
  const { store, runner, tx: own } = executing;
  const steps =
    statement instanceof SQL ? rawSteps(statement, executing.now) : [(run: Run) => runStatement(run, statement)];
  const tx = own ?? open(executing);
  let rows: Row[] = [];
  for (const step of steps) {
    await runner.turn(describe(statement));
    rows = await runStep(executing, tx, step);
  }
  if (!own) {
    commit(store, tx);
    runner.open.delete(tx);
  }
  return rows;
}

async function runStep({ store, runner, tx: own }: Executing, tx: Tx, step: (run: Run) => Row[]): Promise<Row[]> {
  const run: Run = { store, tx, found: new Map() };
  try {
    if (tx.state !== 'open') throw new DatabaseError('25P02', '', 'the transaction has failed');
    for (;;) {
      const outcome = attempt(run, step);
      if (Array.isArray(outcome)) return outcome;
      if (wouldDeadlock(tx, outcome)) throw new DatabaseError('40P01', '', 'deadlock detected');
      tx.waitsFor = outcome;
      await runner.waitFor(outcome);
      tx.waitsFor = null;
    }
  } catch (error) {
    if (own) tx.state = 'failed';
    else rollback(store, tx);
    throw error;
  }
}

/** Rows, or the transaction that has to end first. */
function attempt(run: Run, step: (run: Run) => Row[]): Row[] | Tx {
  try {
    return step(run);
  } catch (error) {
    if (error instanceof Blocked) return error.holder;
    throw error;
  }
}

function describe(statement: Statement | SQL): string {
  if (statement instanceof SQL) return 'raw';
  const name = (statement.config.table as unknown as Record<symbol, string>)[Symbol.for('drizzle:Name')];
  return `${statement.kind} ${name}`;
}

function open({ store, runner }: Executing): Tx {
  const tx = begin(store, runner.name);
  runner.open.add(tx);
  return tx;
}

async function inTransaction<Value>(alone: Executing, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  const { store, runner } = alone;
  const tx = open(alone);
  try {
    const value = await work(executor({ ...alone, tx }));
    if (isFailure(value)) {
      rollback(store, tx);
      return value;
    }
    await runner.turn('commit');
    commit(store, tx);
    await runner.turn('committed');
    return value;
  } catch (error) {
    rollback(store, tx);
    throw error;
  } finally {
    runner.open.delete(tx);
  }
}

function isFailure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

const tries = 8;

/** As the real database does: after a deadlock the work is done again. */
async function retryConflicts<Value>(run: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (sqlState(error) !== '40P01' || attempt >= tries) throw error;
    }
  }
}
