import { newId } from '@caravan/core/ids';
import { reconcile } from '@caravan/payments/payments/usecases/reconcile';
import { append, deliver, deliverable, deliveryDied, relay, unpublished, watchEffects } from './delivery.ts';
import { withIds } from './ids.ts';
import { checkEnd, checkStep } from './invariants.ts';
import type { Part } from './parts.ts';
import { actSomehow } from './people.ts';
import { settle, type Town } from './town.ts';
import { traceCommits } from './trace.ts';
import { watchCarts, watchEscrows } from './watches.ts';
import { dueJobs, dueWebhooks, freeJobs, jobsOf, runJob, sendingDied, sendWebhook } from './work.ts';
import { begin, createWorld, note, violate, type World } from './world.ts';

export type Outcome = {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly steps: number;
  readonly trace: readonly string[];
};

/** Runs one seed: trade with faults, then without any until all stands still; twice, since orders go on after their checkouts. */
export async function simulate(seed: number, { traced = false } = {}): Promise<Outcome> {
  const world = createWorld(seed, { traced });
  await withIds(
    () => world.clock,
    async () => {
      watchCarts(world);
      watchEscrows(world);
      watchEffects(world);
      if (traced) traceCommits(world);
      const town = await settle(world);
      for (let round = 0; round < 2 && isWhole(world); round += 1) {
        await trade(world, town);
        await calmDown(world);
        if (isWhole(world)) checkEnd(world, town);
      }
    },
  );
  const { violations, steps, trace } = world;
  return { seed, violations, steps, trace: trace ?? [] };
}

function isWhole({ violations }: World): boolean {
  return violations.length === 0;
}

/** Everything happens in any order, and parts of it fail. */
async function trade(world: World, town: Town): Promise<void> {
  const { random, scheduler, faults } = world;
  faults.on = true;
  note(world, 'Faults begin.');
  const atOnce = 1 + random.below(6);
  const crashes = random.pick([0, 0.002, 0.01]);
  const mood = moodOf(world);
  for (let turns = 150 + random.below(500); turns > 0 && isWhole(world); turns -= 1) {
    world.clock += random.below(20);
    const ready = scheduler.ready();
    if (ready.length > 0 && (scheduler.tasks.size >= atOnce || random.chance(0.85))) {
      if (random.chance(crashes)) crash(world);
      else await step(world, random.pick(ready));
    } else await beginSomething(world, town, mood);
  }
}

async function step(world: World, task: Parameters<World['scheduler']['step']>[0]): Promise<void> {
  world.steps += 1;
  await world.scheduler.step(task);
  checkStep(world);
}

/** What may begin, by how often; each seed has a mood of its own in which some of it is rare and some frequent. */
const beginnings: readonly { readonly weight: number; begin(world: World, town: Town): unknown }[] = [
  { weight: 30, begin: (world) => beginOne(world, deliverable(world), deliver) },
  { weight: 20, begin: (world) => beginOne(world, Object.values(world.parts).filter(hasUnpublished), relay) },
  { weight: 15, begin: (world) => beginOne(world, dueJobs(world, world.random.below(2_000) - 1_000), runJob) },
  { weight: 6, begin: (world) => beginOne(world, dueWebhooks(world), sendWebhook) },
  { weight: 4, begin: settleRefunds },
  { weight: 1, begin: runReconcile },
  { weight: 1.5, begin: passTime },
  { weight: 0.2, begin: suspend },
  { weight: 20, begin: actSomehow },
];

/** Weights of a seed's beginnings. */
type Mood = readonly number[];

function moodOf({ random }: World): Mood {
  return beginnings.map(({ weight }) => weight * random.pick([0.3, 1, 1, 1, 3]));
}

async function beginSomething(world: World, town: Town, mood: Mood): Promise<void> {
  let left = world.random.next() * mood.reduce((sum, weight) => sum + weight, 0);
  const index = mood.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  await beginnings[index]?.begin(world, town);
}

function beginOne<Item>(world: World, items: readonly Item[], start: (world: World, item: Item) => unknown): unknown {
  return items.length > 0 ? start(world, world.random.pick(items)) : undefined;
}

function hasUnpublished(part: Part): boolean {
  return unpublished(part).length > 0;
}

function passTime(world: World): void {
  const { random } = world;
  world.clock += random.chance(0.8) ? random.pick([1_000, 5_000, 31_000, 61_000]) : random.pick([300_000, 901_000]);
}

/** A process dies: what it was doing is undone or never acknowledged. */
function crash(world: World): void {
  const { random, scheduler, parts } = world;
  const { process } = random.pick(scheduler.ready());
  note(world, `${process} dies`);
  for (const task of [...scheduler.tasks].filter((candidate) => candidate.process === process)) {
    scheduler.kill(task);
    deliveryDied(task);
    sendingDied(task);
  }
  for (const part of Object.values(parts)) freeJobs(part, process);
}

function settleRefunds(world: World): void {
  const { provider, random, faults } = world;
  for (const payment of provider.payments.values()) {
    for (const [refundId, { status }] of payment.refunds) {
      if (status !== 'PENDING' || (faults.on && random.chance(0.7))) continue;
      const refused = faults.on && random.chance(0.2);
      note(world, `provider: the refund ${refundId.slice(-4)} ${refused ? 'is refused' : 'arrives'}`);
      provider.settle(payment, refundId, refused ? 'FAILED' : 'SUCCEEDED');
    }
  }
}

async function runReconcile(world: World): Promise<void> {
  await begin(world, { part: world.parts.payments, name: 'job payments.reconcile', work: (deps) => reconcile(deps) });
}

/** Marketplace tells that a store sells no more; its goods are for sale all the same, for those who buy at that moment. */
function suspend(world: World, { vendors }: Town): void {
  const { storeId } = world.random.pick(vendors);
  note(world, `the store ${storeId.slice(-4)} is suspended`);
  const envelope = {
    id: newId(),
    type: 'marketplace.StoreSuspended',
    version: 1,
    source: 'marketplace',
    subject: storeId,
  };
  const origin = { correlationId: newId(), causationId: null, principal: null, traceparent: null };
  const time = new Date(world.clock).toISOString();
  append(world, { ...envelope, ...origin, time, topic: 'caravan.marketplace.store', data: { storeId } });
}

/** Checkouts have this long to end once nothing fails any more. */
const patienceMs = 45 * 60_000;
/** A refund that was refused is asked for again within a day. */
const longestMs = 3 * 86_400_000;

/** Nothing fails and nobody begins anything new; time passes until nothing is left to do. */
async function calmDown(world: World): Promise<void> {
  if (!isWhole(world)) return;
  world.faults.on = false;
  note(world, 'Faults end.');
  const began = world.clock;
  let settledAt: number | null = null;
  while (isWhole(world)) {
    await doAllThatIsDue(world);
    if (!isWhole(world)) return;
    if (settledAt === null && checkoutsAreOver(world)) settledAt = world.clock;
    if (settledAt === null && world.clock - began > patienceMs) return violate(world, 'a checkout does not end');
    if (world.clock - began > longestMs) return violate(world, 'work does not end');
    const next = nextTime(world, settledAt !== null);
    if (next === null) return;
    world.clock = Math.max(world.clock + 1, next);
    await runReconcile(world);
  }
}

async function doAllThatIsDue(world: World): Promise<void> {
  const { random, scheduler, parts } = world;
  while (isWhole(world)) {
    const ready = scheduler.ready();
    if (ready.length > 0) await step(world, random.pick(ready));
    else if (scheduler.tasks.size > 0) return violate(world, 'work waits for itself');
    else if (!(await beginDue(world, Object.values(parts)))) return;
  }
}

async function beginDue(world: World, parts: readonly Part[]): Promise<boolean> {
  const [event] = deliverable(world);
  const [job] = dueJobs(world);
  const [webhook] = dueWebhooks(world);
  const waiting = parts.find((part) => unpublished(part).length > 0);
  if (waiting) relay(world, waiting);
  else if (event) await deliver(world, event);
  else if (job) await runJob(world, job);
  else if (webhook) await sendWebhook(world, webhook);
  else if (hasPendingRefunds(world)) settleRefunds(world);
  else return false;
  return true;
}

function hasPendingRefunds({ provider }: World): boolean {
  return [...provider.payments.values()].some(({ refunds }) =>
    [...refunds.values()].some(({ status }) => status === 'PENDING'),
  );
}

/** When the next thing is due; each minute as long as reconciling may be what ends a checkout or a refund. */
function nextTime(world: World, settled: boolean): number | null {
  const { parts, cursors, provider, clock } = world;
  const times = [
    ...Object.values(parts).flatMap((part) =>
      [...jobsOf(part).values()]
        .filter(({ attempts, maxAttempts }) => attempts < maxAttempts)
        .map(({ runAt }) => runAt.getTime()),
    ),
    ...cursors.filter(({ position, events }) => position < events.length).map(({ notBefore }) => notBefore),
    ...provider.webhooks.map(({ dueAt }) => dueAt),
    ...(settled && !hasOpenRefunds(world) ? [] : [clock + 60_000]),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}

const over = ['CONFIRMED', 'REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED'];

function checkoutsAreOver({ parts }: World): boolean {
  return [...(parts.payments.store.tables.get('checkouts')?.values() ?? [])].every(({ status }) =>
    over.includes(status as string),
  );
}

function hasOpenRefunds({ parts }: World): boolean {
  const refunds = parts.payments.store.tables.get('refunds')?.values() ?? [];
  return [...refunds].some(({ status }) => status === 'PENDING');
}
