import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../load/statistics.ts';
import { startChild } from '../machine/child.ts';
import type { Databases, RunDatabase } from './databases.ts';
import { type Part, pathOf, type Task } from './shop.ts';

export type Way = 'rows' | 'embedded' | 'kafka';

export type Measured = {
  readonly way: Way;
  /** Events from the first commit of a fact to the last commit of an effect, by second. */
  readonly perSecond: number;
  /** Facts committed by second. */
  readonly writtenPerSecond: number;
  /** From the commit of a fact to the commit of its effect. */
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** Facts that come before what is measured: groups form, and programs get to know their work. */
const warmUp = 2_000;
/** An effect that stays away for so long was lost. */
const patienceMs = 60_000;

/** One run in a database of its own: a process that writes, one that takes, and the clock of Postgres. */
export async function runTask(
  around: { databases: Databases; brokers: string | null },
  way: Way,
  task: Omit<Task, 'events'>,
): Promise<Measured> {
  const name = `${way}_${Date.now()}`;
  const database = await around.databases.open(name);
  const { shopUrl, ledgerUrl, logUrl } = database;
  const brokers = way === 'kafka' ? around.brokers : null;
  const partOf = (url: string) => JSON.stringify({ url, logUrl, brokers, prefix: `${name}.` } satisfies Part);
  await using opened = new AsyncDisposableStack();
  const start = (module: string, args: readonly string[]) => {
    const child = startChild([process.execPath, pathOf(module), ...args]);
    opened.defer(() => child.stop());
    return child;
  };
  const events = way !== 'rows';
  if (events) await start('./serve-ledger.ts', [partOf(ledgerUrl)]).says(/^ready$/);
  const count = warmUp + task.count;
  const writing = JSON.stringify({ ...task, count, events } satisfies Task);
  const shop = start('./serve-shop.ts', [partOf(shopUrl), writing, events ? '' : ledgerUrl]);
  const written = JSON.parse((await shop.says(/^written /)).slice('written '.length)) as { seconds: number };
  await untilAllTaken(database, count);
  return { way, writtenPerSecond: count / written.seconds, ...(await readTimes(database)) };
}

async function untilAllTaken({ admin }: RunDatabase, count: number): Promise<void> {
  let taken = -1;
  for (let quietSince = performance.now(); ; await pause(250)) {
    const [row] = await admin`select count(*)::int as taken from ledger.effects`;
    if (row?.taken === count) return;
    if (row?.taken !== taken) quietSince = performance.now();
    taken = row?.taken;
    if (performance.now() - quietSince > patienceMs) throw new Error(`Only ${taken} of ${count} events took effect.`);
  }
}

async function readTimes({ admin }: RunDatabase) {
  const rows = await admin<{ written: number; taken: number }[]>`
    select extract(epoch from pg_xact_commit_timestamp(facts.xmin))::float8 * 1000 as written,
      extract(epoch from pg_xact_commit_timestamp(effects.xmin))::float8 * 1000 as taken
    from shop.facts join ledger.effects using (number) where number >= ${warmUp}`;
  const latencies = rows.map(({ written, taken }) => taken - written).sort((one, other) => one - other);
  const first = rows.reduce((least, { written }) => Math.min(least, written), Number.POSITIVE_INFINITY);
  const last = rows.reduce((most, { taken }) => Math.max(most, taken), 0);
  return {
    perSecond: (rows.length * 1_000) / (last - first),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}
