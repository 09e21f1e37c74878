import type { EventEnvelope } from '@caravan/contracts/event';
import type { Consumer } from '@caravan/events/consumer';
import { rowsOf } from './memory/transactions.ts';
import {
  type AnyDeps,
  createParts,
  defaultSettings,
  depsOf,
  type Part,
  type PartName,
  type Settings,
} from './parts.ts';
import { createProvider, type Faults, type SimulatedProvider } from './provider.ts';
import { createRandom, type Random } from './random.ts';
import { createScheduler, type Scheduler, type Task } from './scheduler.ts';

/** How far a consumer is with the events of one subject of a topic. */
export type Cursor = {
  readonly part: Part;
  readonly consumer: Consumer<AnyDeps>;
  readonly events: readonly EventEnvelope[];
  position: number;
  inFlight: number;
  attempts: number;
  notBefore: number;
};

/** Everything that a seed runs in. Nothing in it looks at a clock or at chance of its own. */
export type World = {
  readonly seed: number;
  readonly random: Random;
  readonly faults: Faults;
  readonly settings: Settings;
  /** How often a process that lives is believed dead, so that another one does its work beside it. */
  readonly doubts: number;
  readonly parts: Readonly<Record<PartName, Part>>;
  readonly provider: SimulatedProvider;
  readonly scheduler: Scheduler;
  /** By topic and subject, in the order in which they were appended. */
  readonly log: Map<string, EventEnvelope[]>;
  readonly cursors: Cursor[];
  /** What broke a rule; the first one ends the seed. */
  readonly violations: string[];
  readonly trace: string[] | null;
  /** Milliseconds. */
  clock: number;
  steps: number;
};

const start = Date.parse('2026-11-21T12:00:00Z');

export function createWorld(seed: number, { traced }: { traced: boolean }): World {
  const random = createRandom(seed);
  const faults: Faults = { on: true };
  const parts = createParts();
  const world: World = {
    seed,
    random,
    faults,
    settings: settingsOf(random),
    doubts: random.pick([0, 0.1, 0.4]),
    parts,
    provider: createProvider({ random, faults, now: () => world.clock }),
    scheduler: createScheduler(Object.values(parts).map(({ store }) => store)),
    log: new Map(),
    cursors: [],
    violations: [],
    trace: traced ? [] : null,
    clock: start,
    steps: 0,
  };
  return world;
}

/** Rules must hold for whatever an operator sets. */
function settingsOf(random: Random): Settings {
  const { payments, marketplace } = defaultSettings;
  return {
    payments: { ...payments, paymentAttempts: 1 + random.below(4), commissionBps: random.pick([0, 1_000, 1_333]) },
    marketplace: { ...marketplace, escrowDays: random.pick([0, 0, 0, 1]) },
  };
}

export function note(world: World, text: string): void {
  world.trace?.push(`${((world.clock - start) / 1_000).toFixed(1).padStart(9)} s  ${text}`);
}

export function violate(world: World, text: string): void {
  note(world, `BROKEN: ${text}`);
  world.violations.push(text);
}

/** Log lines that ask for a person; in a world where only parts fail there is never a reason for these. */
const alarms = [
  'A confirmed checkout was released',
  'A released checkout was paid',
  'Paid lines could not be completed',
];

export type Work<Value> = {
  readonly part: Part;
  readonly name: string;
  /** The replica it runs in; by chance when absent. */
  readonly process?: string;
  work(deps: AnyDeps, task: Task): Promise<Value>;
  onEnd?(outcome: { readonly value: Value } | { readonly error: unknown }): void;
};

const replicas = 2;

/** Begins something in a process of a part. */
export async function begin<Value>(world: World, options: Work<Value>): Promise<Task> {
  const { part, name, work } = options;
  const process = options.process ?? processOf(world, part);
  note(world, `${process}: ${name}`);
  return world.scheduler.start<Value>({
    name,
    process,
    store: part.store,
    work: (task) =>
      work(depsOf(part, task, { ...world, now: () => world.clock, alarm: (text) => alarm(world, text) }), task),
    onEnd(outcome) {
      if ('error' in outcome) note(world, `${process}: ${name} failed: ${textOf(outcome.error)}`);
      options.onEnd?.(outcome);
    },
  });
}

export function processOf({ random }: World, { name }: Part): string {
  return `${name} ${random.below(replicas)}`;
}

function alarm(world: World, message: string) {
  note(world, `log: ${message}`);
  if (alarms.some((known) => message.startsWith(known))) violate(world, `alarm: ${message}`);
}

export function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message}${error.cause ? ` (${textOf(error.cause)})` : ''}` : String(error);
}

/** Committed rows of a table as plain records. */
export function committed<Shape = Record<string, unknown>>(world: World, part: PartName, table: string): Shape[] {
  return [...rowsOf(world.parts[part].store, table).values()] as Shape[];
}
