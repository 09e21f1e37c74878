import type { SQL } from 'drizzle-orm';
import type { Row } from './expressions.ts';
import type { Run } from './statements.ts';
import { textOf } from './tokens.ts';
import { lock, visibleRow, visibleRows, write } from './transactions.ts';

/** A parameter of these statements. */
type Value = string | number | null;

type Step = (run: Run, values: readonly Value[], now: Date) => Row[];

/**
 * The statements that are written as text, by how they begin: those of the outbox, the inbox, the job queue and the
 * idempotency keys, and locks and counters. Each is one step per statement that the server runs of it.
 */
export function rawSteps(statement: SQL, now: () => Date): ((run: Run) => Row[])[] {
  const { text, values } = textOf(statement);
  const known = rawStatements.find(({ begins }) => text.startsWith(begins));
  if (!known) throw new Error(`The simulation does not know this statement: ${text}`);
  return known.steps.map((step) => (run) => step(run, values as Value[], now()));
}

export type StoredEnvelope = { readonly subject: string; readonly topic: string; readonly type: string };
/** Taken away when it is published. */
export type OutboxRow = { readonly envelope: StoredEnvelope };
export type JobRow = {
  readonly name: string;
  readonly payload: unknown;
  readonly runAt: Date;
  readonly key: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly lockedBy: string | null;
};

const rawStatements: readonly { begins: string; steps: readonly Step[] }[] = [
  { begins: 'insert into outbox (id, topic, subject, envelope)', steps: [writeOutbox] },
  { begins: 'select claim_event(', steps: [claimEvent] },
  { begins: 'select pg_advisory_xact_lock(hashtextextended(', steps: [lockAdvisory] },
  {
    begins: 'select next_order_counter(?::int) as counter',
    steps: [({ store }) => [{ counter: `${store.nextId++}` }]],
  },
  // A function of two statements: what is committed between them is seen by the second.
  { begins: 'select from add_job( ?::text, payload => ', steps: [forgetStartedJob, putJob] },
  { begins: 'select from remove_job(?::text)', steps: [removeJob] },
  { begins: 'complete_job ?', steps: [completeJob] },
  { begins: 'fail_job ?', steps: [failJob] },
  { begins: 'insert into idempotency_keys as k', steps: [claimKey] },
  { begins: 'select input_hash, answer is not null as answered, answer from idempotency_keys', steps: [readKey] },
  { begins: 'update idempotency_keys set answer = ?::text::jsonb where', steps: [answerKey] },
  { begins: 'delete from idempotency_keys where principal_id = ?', steps: [releaseKey] },
];

/** Numbered when it is written, not when it is committed. */
function writeOutbox({ store, tx }: Run, values: readonly Value[]): Row[] {
  const envelope = JSON.parse(values[3] as string) as StoredEnvelope;
  write(tx, { table: 'outbox', id: store.nextId++ }, { envelope });
  return [];
}

function claimEvent({ store, tx }: Run, [consumer, eventId, subject]: readonly Value[]): Row[] {
  lock(store, tx, `events of ${consumer} ${subject}`);
  const known = visibleRows(store, tx, 'inbox').some(([, row]) => row.eventId === eventId && row.consumer === consumer);
  if (known) return [{ claim: 'repeated' }];
  write(tx, { table: 'inbox', id: store.nextId++ }, { consumer, eventId });
  return [{ claim: 'claimed' }];
}

function lockAdvisory({ store, tx }: Run, values: readonly Value[]): Row[] {
  lock(store, tx, `advisory ${values.join(' ')}`);
  return [];
}

function findJob({ store, tx }: Run, key: string): [number, JobRow] | undefined {
  const found = visibleRows(store, tx, 'jobs').find(([, job]) => job.key === key);
  return found as [number, JobRow] | undefined;
}

/** A job of that key that runs loses the key and its further tries: another one follows it. */
function forgetStartedJob(run: Run, values: readonly Value[]): Row[] {
  const key = values[4] as string | null;
  const found = key === null ? undefined : lockJob(run, key);
  if (found && !isAvailable(found[1])) {
    const [id, job] = found;
    write(run.tx, { table: 'jobs', id }, { ...job, key: null, attempts: job.maxAttempts });
  }
  return [];
}

function isAvailable({ lockedBy, attempts, maxAttempts }: JobRow): boolean {
  return lockedBy === null && attempts < maxAttempts;
}

/** The job of a key with its row locked, in its newest version. */
function lockJob(run: Run, key: string): [number, JobRow] | undefined {
  const { store, tx } = run;
  const found = findJob(run, key);
  if (!found) return undefined;
  lock(store, tx, `jobs ${found[0]}`);
  const newest = visibleRow(store, tx, { table: 'jobs', id: found[0] }) as JobRow | undefined;
  return newest ? [found[0], newest] : undefined;
}

function putJob(run: Run, values: readonly Value[], now: Date): Row[] {
  const [name, stored, runAt, maxAttempts, key] = values as [
    string,
    string,
    string | null,
    number | null,
    string | null,
  ];
  const job: JobRow = {
    name,
    payload: (JSON.parse(stored) as { payload: unknown }).payload,
    runAt: runAt === null ? now : new Date(runAt),
    key,
    attempts: 0,
    maxAttempts: maxAttempts ?? 25,
    lockedBy: null,
  };
  if (key !== null) {
    // One lock for the key stands for the unique index: who adds the same key waits.
    lock(run.store, run.tx, `job key ${key}`);
    const known = lockJob(run, key);
    if (known) {
      // graphile-worker leaves a job alone that was taken since its first statement: nothing is added then.
      if (known[1].lockedBy === null) write(run.tx, { table: 'jobs', id: known[0] }, job);
      return [];
    }
  }
  write(run.tx, { table: 'jobs', id: run.store.nextId++ }, job);
  return [];
}

function removeJob(run: Run, [key]: readonly Value[]): Row[] {
  const found = lockJob(run, key as string);
  if (!found) return [];
  const [id, job] = found;
  const kept = job.lockedBy === null ? null : { ...job, key: null, attempts: job.maxAttempts };
  write(run.tx, { table: 'jobs', id }, kept);
  return [];
}

/** What graphile-worker does with a job that ran; the statements are the simulation's own. */
function completeJob({ store, tx }: Run, [id]: readonly Value[]): Row[] {
  lock(store, tx, `jobs ${id}`);
  write(tx, { table: 'jobs', id: id as number }, null);
  return [];
}

function failJob({ store, tx }: Run, [id]: readonly Value[], now: Date): Row[] {
  const at = { table: 'jobs', id: id as number };
  lock(store, tx, `jobs ${id}`);
  const job = visibleRow(store, tx, at) as JobRow | undefined;
  if (!job) return [];
  const pauseMs = Math.exp(Math.min(job.attempts, 10)) * 1_000;
  write(tx, at, { ...job, lockedBy: null, runAt: new Date(Math.max(now.getTime(), job.runAt.getTime()) + pauseMs) });
  return [];
}

type Key = readonly [principalId: Value | undefined, operation: Value | undefined, key: Value | undefined];

function keyRow({ store, tx }: Run, [principalId, operation, key]: Key): [number, Row] | undefined {
  const name = `${principalId} ${operation} ${key}`;
  lock(store, tx, `idempotency ${name}`);
  return visibleRows(store, tx, 'idempotency_keys').find(([, row]) => row.name === name);
}

function claimKey(run: Run, [principalId, operation, key, inputHash]: readonly Value[]): Row[] {
  if (keyRow(run, [principalId, operation, key])) return [];
  const name = `${principalId} ${operation} ${key}`;
  write(run.tx, { table: 'idempotency_keys', id: run.store.nextId++ }, { name, inputHash, answer: null });
  return [{}];
}

function readKey(run: Run, values: readonly Value[]): Row[] {
  const found = keyRow(run, values as unknown as Key);
  if (!found) return [];
  const { inputHash, answer } = found[1];
  return [
    { input_hash: inputHash, answered: answer !== null, answer: JSON.parse((answer as string | null) ?? 'null') },
  ];
}

function answerKey(run: Run, [answer, ...claim]: readonly Value[]): Row[] {
  const found = keyRow(run, claim as unknown as Key);
  if (found) write(run.tx, { table: 'idempotency_keys', id: found[0] }, { ...found[1], answer });
  return [];
}

function releaseKey(run: Run, values: readonly Value[]): Row[] {
  const found = keyRow(run, values as unknown as Key);
  if (found) write(run.tx, { table: 'idempotency_keys', id: found[0] }, null);
  return [];
}
