import { rmSync } from 'node:fs';
import type { Environment } from '@caravan/config/configuration';
import { freePort } from '@caravan/testkit/free-port';
import { type PartProcess, startPart } from '@caravan/testkit/part-process';

/** A place for a process, with an address that stays. */
export type Place = {
  readonly url: string;
  /** Replaces what runs there, in order: it is asked to end, and the next one starts when it has. */
  replace(run: (port: string) => Promise<PartProcess>): Promise<void>;
  current(): PartProcess;
};

/** Caravan with every part in a process of its own. */
export type Deployment = {
  readonly environment: Environment;
  readonly routers: readonly Place[];
  readonly marketplaces: readonly Place[];
  /** Starts the marketplace of this version. */
  runMarketplace(port: string): Promise<PartProcess>;
  runRouter(port: string): Promise<PartProcess>;
  stop(): Promise<void>;
};

/** @param environment - Of `testEnvironment`; the first router is where clients and the payment provider come in. */
export async function deploy(
  environment: Environment,
  numbers: { routers: number; marketplaces: number },
): Promise<Deployment> {
  const places: Place[] = [];
  const ports = async (count: number) => {
    const found: string[] = [];
    while (found.length < count) found.push(String(await freePort()));
    return found;
  };
  const [routerPorts, marketplacePorts] = [await ports(numbers.routers), await ports(numbers.marketplaces)];
  const [sandboxPort = '', identityPort = '', paymentsPort = ''] = await ports(3);
  const settings = {
    ...environment,
    CARAVAN_PUBLIC_URL: urlOf(routerPorts[0] ?? ''),
    SANDBOX_URL: urlOf(sandboxPort),
    SUBGRAPH_URLS: [
      `identity=${urlOf(identityPort)}`,
      `payments=${urlOf(paymentsPort)}`,
      ...marketplacePorts.map((port) => `marketplace=${urlOf(port)}`),
    ].join(),
  };
  const settle = async (port: string, run: (port: string) => Promise<PartProcess>) => {
    const place = createPlace(port, await run(port));
    places.push(place);
    return place;
  };
  const subgraph = (name: string) => (port: string) => startPart(['subgraph', name, '--port', port], settings);
  const runRouter = (port: string) => startPart(['router'], { ...settings, PORT: port });
  const stop = async () => {
    for (const place of places.toReversed()) await place.current().stop();
    rmSync(environment.CARAVAN_DATA ?? '', { recursive: true, force: true });
  };
  const runMarketplace = subgraph('marketplace');
  try {
    const marketplaces = Promise.all(marketplacePorts.map((port) => settle(port, runMarketplace)));
    await Promise.all([
      marketplaces,
      settle(sandboxPort, (port) => startPart(['sandbox'], { ...settings, SANDBOX_URL: '', SANDBOX_PORT: port })),
      settle(identityPort, subgraph('identity')),
      settle(paymentsPort, subgraph('payments')),
    ]);
    const routers = await Promise.all(routerPorts.map((port) => settle(port, runRouter)));
    return { environment: settings, routers, marketplaces: await marketplaces, runMarketplace, runRouter, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function createPlace(port: string, first: PartProcess): Place {
  let running = first;
  return {
    url: urlOf(port),
    current: () => running,
    replace: async (run) => {
      await running.stop();
      running = await run(port);
    },
  };
}

function urlOf(port: string): string {
  return `http://127.0.0.1:${port}`;
}
