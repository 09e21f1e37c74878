import { ProviderUnavailable } from '@caravan/payments/providers/provider';
import { receiveWebhook } from '@caravan/payments/webhooks/webhooks.usecases';
import { sql } from 'drizzle-orm';
import type { JobRow } from './memory/raw-statements.ts';
import { rowsOf } from './memory/transactions.ts';
import type { Part } from './parts.ts';
import type { Webhook } from './provider.ts';
import { begin, note, processOf, textOf, violate, type World } from './world.ts';

/** As often a job may fail: what is in its way may have to end first. */
const tries = 8;

type Jobs = Map<number, JobRow>;

export function jobsOf({ store }: Part): Jobs {
  return rowsOf(store, 'jobs') as unknown as Jobs;
}

export type DueJob = { readonly part: Part; readonly id: number };

/** Jobs that a worker may take now. Its clock is not quite the one of the use cases. */
export function dueJobs(world: World, skewMs = 0): DueJob[] {
  return Object.values(world.parts).flatMap((part) =>
    [...jobsOf(part)]
      .filter(
        ([id, job]) =>
          job.lockedBy === null &&
          job.attempts < job.maxAttempts &&
          job.runAt.getTime() <= world.clock + skewMs &&
          !part.store.locks.has(`jobs ${id}`),
      )
      .map(([id]) => ({ part, id })),
  );
}

/** Takes a job and runs it; sometimes two do, when one was believed dead. */
export async function runJob(world: World, { part, id }: DueJob): Promise<void> {
  const jobs = jobsOf(part);
  const stored = jobs.get(id) as JobRow;
  const process = processOf(world, part);
  jobs.set(id, { ...stored, lockedBy: process, attempts: stored.attempts + 1 });
  const copies = world.faults.on && world.random.chance(world.doubts) ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) await runTaken(world, { part, id, job: stored, process });
}

async function runTaken(
  world: World,
  { part, id, job, process }: DueJob & { job: JobRow; process: string },
): Promise<void> {
  const found = part.jobs.find(({ name }) => name === job.name);
  if (!found) throw new Error(`There is no job ${job.name}.`);
  await begin(world, {
    part,
    process,
    name: `job ${job.name} ${shortly(job.payload)}`,
    async work(deps) {
      try {
        await found.run(deps, job.payload);
      } catch (error) {
        const isOurs = !(error instanceof ProviderUnavailable);
        note(world, `  ${process}: the job ${job.name} failed: ${textOf(error)}`);
        if (isOurs && job.attempts >= tries)
          violate(world, `the job ${job.name} fails again and again: ${textOf(error)}`);
        await deps.database.query.execute(sql`fail_job ${id}`);
        return;
      }
      await deps.database.query.execute(sql`complete_job ${id}`);
    },
  });
}

function shortly(payload: unknown): string {
  return Object.values(payload as object)
    .map((value) => (typeof value === 'string' ? value.slice(-4) : ''))
    .join(' ');
}

/** The jobs of a process that died are free again. */
export function freeJobs(part: Part, process: string): void {
  const jobs = jobsOf(part);
  for (const [id, job] of jobs) if (job.lockedBy === process) jobs.set(id, { ...job, lockedBy: null });
}

export function dueWebhooks({ provider, clock }: World): Webhook[] {
  return provider.webhooks.filter(({ dueAt, sending }) => dueAt <= clock && !sending);
}

/** Sends a webhook until it is acknowledged. */
export async function sendWebhook(world: World, webhook: Webhook): Promise<void> {
  const { webhooks } = world.provider;
  webhook.sending = true;
  const again = () => {
    webhook.sending = false;
    webhook.dueAt = world.clock + 4_000;
  };
  const task = await begin(world, {
    part: world.parts.payments,
    name: `webhook ${webhook.eventId}`,
    work: (deps) => receiveWebhook(deps, 'sandbox', { headers: {}, body: Buffer.from(webhook.body) }),
    onEnd(outcome) {
      if ('error' in outcome) again();
      else webhooks.splice(webhooks.indexOf(webhook), 1);
    },
  });
  if (task.state !== 'done') sendings.set(task, again);
}

const sendings = new WeakMap<object, () => void>();

export function sendingDied(task: object): void {
  sendings.get(task)?.();
}
