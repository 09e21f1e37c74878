import { join } from 'node:path';
import type { Configuration, Environment } from '@caravan/config/configuration';
import { findEmbeddedServer } from '@caravan/database/embedded-server';
import { usesEmbeddedServer } from '../platform.ts';
import type { Ports } from './ports.ts';

/** One process to run. */
export type PartPlan = {
  readonly name: string;
  readonly args: readonly string[];
  readonly address: string | null;
  /** Asked at each start. */
  environment(): Environment;
  isReady(): Promise<boolean>;
};

export type UpPlan = {
  /** In the order in which they need each other. */
  readonly stages: readonly (readonly PartPlan[])[];
  readonly routers: readonly string[];
  readonly sandboxUrl: string | null;
};

export type Wishes = {
  readonly routers: number;
  /** How many processes run a subgraph, where it is not one. */
  readonly replicas: ReadonlyMap<string, number>;
};

type Options = {
  readonly configuration: Configuration;
  /** What every part gets. */
  readonly environment: Environment;
  readonly subgraphs: readonly string[];
  readonly wishes: Wishes;
  readonly ports: Ports;
};

/** What runs, where, and after what. Postgres comes first and goes last; routers the other way round. */
export async function planParts({ configuration, environment, subgraphs, wishes, ports }: Options): Promise<UpPlan> {
  const { platform, up } = configuration;
  const addressOf = (port: number) =>
    `http://${platform.host.includes(':') ? `[${platform.host}]` : platform.host}:${port}`;
  const routerPorts = await routerPortsOf(configuration, wishes.routers, ports);
  const routers = routerPorts.map(addressOf);
  const sandboxPort = await sandboxPortOf(configuration, ports);
  const sandboxUrl = sandboxPort === null ? null : addressOf(sandboxPort);
  const replicas: { name: string; subgraph: string; port: number }[] = [];
  for (const subgraph of subgraphs)
    for (const [index, name] of namesOf(subgraph, wishes.replicas.get(subgraph) ?? 1).entries())
      replicas.push({ name, subgraph, port: await ports.freeFrom(platform.port === 0 ? 0 : up.firstPort + index) });

  const shared = sharedEnvironment(configuration, environment, { publicUrl: routers[0] ?? '', sandboxUrl });
  const served = (name: string, args: readonly string[], { port, own = {} }: { port: number; own?: Environment }) => ({
    name,
    args,
    address: addressOf(port),
    environment: () => ({ ...shared(), ...own }),
    isReady: () => saysReady(addressOf(port)),
  });
  const urls = replicas.map(({ subgraph, port }) => `${subgraph}=${addressOf(port)}`).join(',');
  const stages: PartPlan[][] = [
    usesEmbeddedServer(configuration) ? [postgres(configuration, environment)] : [],
    [
      ...(sandboxPort === null
        ? []
        : [served('sandbox', ['sandbox'], { port: sandboxPort, own: { SANDBOX_PORT: String(sandboxPort) } })]),
      ...replicas.map(({ name, subgraph, port }) =>
        served(name, ['subgraph', subgraph, '--port', String(port)], { port }),
      ),
    ],
    namesOf('router', wishes.routers).map((name, index) => {
      const port = routerPorts[index] ?? 0;
      return served(name, ['router'], { port, own: { PORT: String(port), SUBGRAPH_URLS: urls } });
    }),
  ];
  return { stages: stages.filter(({ length }) => length > 0), routers, sandboxUrl };
}

function namesOf(name: string, count: number): string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

/** PORT and those after it, without the one of the sandbox. */
async function routerPortsOf({ platform, payments }: Configuration, count: number, ports: Ports): Promise<number[]> {
  const chosen: number[] = [];
  for (let port = platform.port; chosen.length < count; port += platform.port === 0 ? 0 : 1)
    if (port === 0 || chosen.length === 0 || port !== payments.sandboxPort)
      chosen.push(await ports.wanted(port, 'PORT: a router'));
  return chosen;
}

/** Null where payments has another provider, or a sandbox elsewhere. */
async function sandboxPortOf({ platform, payments }: Configuration, ports: Ports): Promise<number | null> {
  if (payments.sandboxUrl || platform.environment === 'production') return null;
  return ports.wanted(payments.sandboxPort, 'SANDBOX_PORT: sandbox payments');
}

/** Parts never start a Postgres of their own: they are told where the one is that they share. */
function sharedEnvironment(
  configuration: Configuration,
  environment: Environment,
  { publicUrl, sandboxUrl }: { publicUrl: string; sandboxUrl: string | null },
): () => Environment {
  const { platform, database } = configuration;
  return () => ({
    ...environment,
    CARAVAN_PUBLIC_URL: platform.publicUrl ?? publicUrl,
    ...(sandboxUrl && { SANDBOX_URL: sandboxUrl }),
    ...(usesEmbeddedServer(configuration) && {
      DATABASE_URL: database.url ?? findEmbeddedServer(join(platform.dataFolder, 'postgres')) ?? unreachable,
    }),
  });
}

/** A part that is started while Postgres is away ends, and is started again. */
const unreachable = 'postgres://127.0.0.1:1/caravan';

function postgres({ platform }: Configuration, environment: Environment): PartPlan {
  return {
    name: 'postgres',
    args: ['postgres'],
    address: null,
    environment: () => environment,
    isReady: async () => findEmbeddedServer(join(platform.dataFolder, 'postgres')) !== null,
  };
}

const healthTimeoutMs = 2_000;

async function saysReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/health/ready', address), { signal: AbortSignal.timeout(healthTimeoutMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Whatever hinders it to answer.
    return false;
  }
}
