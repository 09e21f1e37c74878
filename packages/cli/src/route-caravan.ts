import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import { openRouter, remoteConnection } from './caravan.ts';
import { runUntilSignal } from './commands/process.ts';
import { demoPeople } from './demo/demo.ts';
import { subgraphNamed } from './parts.ts';
import { openPlatform } from './platform.ts';
import { remoteSubgraphs } from './remote-subgraphs.ts';
import { subgraphs } from './subgraphs.ts';

/** Runs Caravan's router alone, over subgraphs of other processes, until it is told to stop. */
export async function routeCaravan(configuration: Configuration, logger: Logger): Promise<void> {
  const remote = remoteSubgraphs(configuration);
  const missing = subgraphs.filter(({ name }) => !remote.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`SUBGRAPH_URLS names no address for: ${missing.join(', ')}.`);
  await using opened = new AsyncDisposableStack();
  const platform = await openPlatform({ configuration, logger });
  opened.defer(() => platform.stop());
  const connections = [...remote].map(([name, urls]) => remoteConnection(subgraphNamed(name), urls));
  const router = await openRouter(platform, connections, { people: () => routedPeople(configuration) });
  opened.defer(() => router.stop());
  await runUntilSignal(router.url, () => opened.disposeAsync());
}

/** The demo's people, where they were loaded into the data that the routers of this machine share. */
function routedPeople(configuration: Configuration) {
  const { demo, environment } = configuration.platform;
  return demo && environment !== 'production' ? demoPeople(configuration) : [];
}
