import type { Configuration } from '@caravan/config/configuration';
import { loadRouterConfiguration } from '@caravan/config/environment';
import { startRouter } from '@caravan/router/start-router';
import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { Command } from 'commander';
import { openRouter, remoteConnection, remoteSubgraphs } from '../caravan.ts';
import { runPart, runSandbox, subgraphNamed } from '../parts.ts';
import { openPlatform } from '../platform.ts';
import { subgraphs } from '../subgraphs.ts';
import { openProcess, runUntilSignal } from './process.ts';

/** Commands that run one part in a process of its own; the address is printed as the first line. What was opened is closed, also when the start fails. */

export const subgraphCommand = new Command('subgraph')
  .description('Run one subgraph as a process of its own, for routers elsewhere (SUBGRAPH_URLS).')
  .argument('<name>', subgraphs.map(({ name }) => name).join(', '))
  .option('--port <port>', 'port to listen on; 0 picks a free one', '0')
  .action(async (name: string, { port }: { port: string }) => {
    const definition = subgraphNamed(name);
    const { configuration, logger } = openProcess(name);
    await using opened = new AsyncDisposableStack();
    const platform = await openPlatform({ configuration, logger });
    opened.defer(() => platform.stop());
    const subgraph = await runPart(definition, platform, configuration);
    opened.defer(() => subgraph.stop());
    const server = await serveSubgraph(subgraph, { configuration, port: Number(port), logger });
    opened.defer(() => server.stop());
    await runUntilSignal(server.url, () => opened.disposeAsync());
  });

export const routerCommand = new Command('router')
  .description(
    'Run a router as a process of its own: over the subgraphs of Caravan that SUBGRAPH_URLS names, or over any supergraph of Federation 2.',
  )
  .option('--supergraph <path>', 'a supergraph file, or a folder with a <subgraph>.graphql each')
  .option('--listen <host:port>', 'address to listen on; port 0 picks a free one (HOST and PORT)')
  .option('--config <file>', 'settings as NAME=value lines, for --supergraph; the environment comes first')
  .action(async (options: RouterArguments) => {
    if (options.supergraph !== undefined) return serveSupergraph({ ...options, supergraph: options.supergraph });
    if (options.config !== undefined) throw new Error('--config goes with --supergraph; set environment variables.');
    await serveCaravan(options);
  });

type RouterArguments = { readonly supergraph?: string; readonly listen?: string; readonly config?: string };

async function serveCaravan({ listen }: RouterArguments): Promise<void> {
  const { configuration: configured, logger } = openProcess('router');
  const configuration = listeningOn(configured, listen);
  const remote = remoteSubgraphs(configuration);
  const missing = subgraphs.filter(({ name }) => !remote.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`SUBGRAPH_URLS names no address for: ${missing.join(', ')}.`);
  await using opened = new AsyncDisposableStack();
  const platform = await openPlatform({ configuration, logger });
  opened.defer(() => platform.stop());
  const connections = [...remote].map(([name, url]) => remoteConnection(subgraphNamed(name), url));
  const router = await openRouter(platform, connections, {});
  opened.defer(() => router.stop());
  await runUntilSignal(router.url, () => opened.disposeAsync());
}

/** Needs nothing of Caravan: no database, no events. */
async function serveSupergraph({
  supergraph,
  listen,
  config,
}: RouterArguments & { supergraph: string }): Promise<void> {
  const configuration = listeningOn(loadRouterConfiguration(config), listen);
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

export const sandboxCommand = new Command('sandbox')
  .description('Run the simulated payment provider as a process of its own (SANDBOX_PORT).')
  .action(async () => {
    const { configuration, logger } = openProcess('sandbox');
    await using opened = new AsyncDisposableStack();
    const platform = await openPlatform({ configuration, logger });
    opened.defer(() => platform.stop());
    const sandbox = await runSandbox(platform);
    opened.defer(() => sandbox.stop());
    await runUntilSignal(sandbox.url, () => opened.disposeAsync());
  });
