import type { Configuration } from '@caravan/config/configuration';
import { loadRouterConfiguration } from '@caravan/config/environment';
import { startRouter } from '@caravan/router/start-router';
import { createLogger } from '@caravan/telemetry/logger';
import { Command } from 'commander';
import { remoteSubgraphs } from '../remote-subgraphs.ts';
import { openProcess, runUntilSignal, traceProcess } from './process.ts';

export const routerCommand = new Command('router')
  .description(
    'Run a router as a process of its own: over the subgraphs of Caravan that SUBGRAPH_URLS names, or over any supergraph of Federation 2.',
  )
  .option('--supergraph <path>', 'a supergraph file, or a folder with a <subgraph>.graphql each')
  .option('--listen <host:port>', 'address to listen on; port 0 picks a free one (CARAVAN_HOST and PORT)')
  .option('--config <file>', 'settings as NAME=value lines, for --supergraph; the environment comes first')
  .action(async (options: RouterArguments) => {
    if (options.supergraph !== undefined) return serveSupergraph({ ...options, supergraph: options.supergraph });
    if (options.config !== undefined) throw new Error('--config goes with --supergraph; set environment variables.');
    const { configuration, logger } = openProcess('router');
    // All of Caravan comes with it; a router of somebody else's supergraph starts in a third of the time without.
    const { routeCaravan } = await import('../route-caravan.ts');
    await routeCaravan(listeningOn(configuration, options.listen), logger);
  });

type RouterArguments = { readonly supergraph?: string; readonly listen?: string; readonly config?: string };

/** Needs nothing of Caravan: no database, no events. */
async function serveSupergraph({
  supergraph,
  listen,
  config,
}: RouterArguments & { supergraph: string }): Promise<void> {
  const configuration = listeningOn(loadRouterConfiguration(config), listen);
  traceProcess(configuration, 'router');
  const logger = createLogger({ level: configuration.platform.logLevel, name: 'router' });
  const router = await startRouter({
    configuration,
    logger,
    supergraphFile: { path: supergraph, urls: remoteSubgraphs(configuration) },
    port: configuration.platform.port,
  });
  await runUntilSignal(router.url, () => router.stop());
}

/** @param listen - `127.0.0.1:4000` or `[::1]:4000`. */
function listeningOn(configuration: Configuration, listen: string | undefined): Configuration {
  if (listen === undefined) return configuration;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(listen) ?? [];
  if (!host || !port || Number(port) > 65_535)
    throw new Error(`--listen ${listen}: say host:port, such as 127.0.0.1:4000.`);
  const platform = { ...configuration.platform, host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  return { ...configuration, platform };
}
