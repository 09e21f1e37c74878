import { rmSync } from 'node:fs';
import type { Environment } from '@caravan/config/configuration';
import { freePort } from '@caravan/testkit/free-port';
import { killableCaravan } from '@caravan/testkit/killable-caravan';
import { type PartProcess, startPart } from '@caravan/testkit/part-process';

/** A process of a deployment that can be killed and started again where it was. */
export type Part = {
  /** What its kind is called in reports. */
  readonly kind: string;
  /** Where clients reach it, when they do. */
  readonly door: string | null;
  /** Schemas whose outbox its relay empties while people trade. */
  readonly outboxes: readonly string[];
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGSTOP, until `thaw`. */
  freeze(): void;
  thaw(): void;
  isRunning(): boolean;
  stop(): Promise<void>;
};

/** A Caravan in one of its forms of running. */
export type Deployment = { readonly parts: readonly Part[]; readonly doors: readonly string[]; stop(): Promise<void> };

export type Form = 'one process' | 'distributed';

/** Addresses are chosen before anything is started, since parts know each other by them. */
export type Addresses = { readonly routers: readonly string[]; readonly sandbox: string };

export async function chooseAddresses(form: Form): Promise<Addresses> {
  const address = async () => `http://127.0.0.1:${await freePort()}`;
  const routers = form === 'distributed' ? [await address(), await address()] : [await address()];
  return { routers, sandbox: await address() };
}

/** Starts all parts. */
export async function deploy(form: Form, environment: Environment, addresses: Addresses): Promise<Deployment> {
  const { routers: doors } = addresses;
  const withSandbox = { ...environment, SANDBOX_URL: addresses.sandbox };
  const parts = [
    part('provider', ['sandbox'], { ...environment, SANDBOX_PORT: portOf(addresses.sandbox) }),
    ...(form === 'distributed'
      ? await distributedParts(withSandbox, addresses)
      : [wholeCaravan(withSandbox, doors[0] ?? '')]),
  ];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
    rmSync(environment.CARAVAN_DATA ?? '', { recursive: true, force: true });
  };
  try {
    // A router reads the schemas of all the others when it starts.
    await startAll(parts.filter(({ door }) => door === null));
    await startAll(parts.filter(({ door }) => door !== null));
  } catch (error) {
    await stop();
    throw error;
  }
  return { parts, doors, stop };
}

/** When one fails, the others are let through, so that whoever stops them misses none. */
async function startAll(parts: readonly Part[]): Promise<void> {
  const starting = parts.map((each) => each.start());
  await Promise.allSettled(starting);
  await Promise.all(starting);
}

const replicas = [
  { name: 'identity', count: 1 },
  { name: 'marketplace', count: 2 },
  { name: 'payments', count: 1 },
] as const;

/** Those of whom trades make events. */
const busyOutboxes = ['marketplace', 'payments'];

async function distributedParts(environment: Environment, { routers }: Addresses): Promise<Part[]> {
  const subgraphs: { name: string; port: string }[] = [];
  for (const { name, count } of replicas) {
    for (let replica = 0; replica < count; replica += 1) subgraphs.push({ name, port: String(await freePort()) });
  }
  const SUBGRAPH_URLS = subgraphs.map(({ name, port }) => `${name}=http://127.0.0.1:${port}`).join();
  return [
    ...subgraphs.map(({ name, port }) => ({
      ...part(name, ['subgraph', name, '--port', port], environment),
      outboxes: busyOutboxes.filter((schema) => schema === name),
    })),
    ...routers.map((door) => ({
      ...part('router', ['router'], { ...environment, SUBGRAPH_URLS, PORT: portOf(door) }),
      door,
    })),
  ];
}

function part(kind: string, args: readonly string[], environment: Environment): Part {
  let process: PartProcess | undefined;
  return {
    kind,
    door: null,
    outboxes: [],
    start: async () => {
      process = await startPart(args, environment);
    },
    kill: async () => process?.kill(),
    freeze: () => process?.pause(),
    thaw: () => process?.resume(),
    isRunning: () => process?.isRunning() ?? false,
    stop: async () => process?.stop(),
  };
}

function wholeCaravan(environment: Environment, door: string): Part {
  const caravan = killableCaravan({ ...environment, PORT: portOf(door) });
  return {
    kind: 'caravan',
    door,
    outboxes: busyOutboxes,
    start: caravan.start,
    kill: caravan.kill,
    freeze: caravan.freeze,
    thaw: caravan.thaw,
    isRunning: caravan.isRunning,
    stop: caravan.stop,
  };
}

function portOf(address: string): string {
  return new URL(address).port;
}
