import type { Configuration } from '@caravan/config/configuration';
import type { EventTransport } from '@caravan/events/transport';
import { type DemoPerson, type Router, type SubgraphConnection, startRouter } from '@caravan/router/start-router';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';
import type { Logger } from '@caravan/telemetry/logger';
import { outdatedAnswers } from './outdated-answers.ts';
import { runPart, runSandbox } from './parts.ts';
import { openPlatform, type Platform } from './platform.ts';
import { remoteSubgraphs } from './remote-subgraphs.ts';
import { subgraphs } from './subgraphs.ts';

/** A whole Caravan: the router, and every subgraph that is not configured to be elsewhere. */
export type Caravan = {
  /** Address of the router. */
  readonly url: string;
  /** Address of the sandbox payment provider; null when another is configured. */
  readonly sandboxUrl: string | null;
  readonly supergraphSdl: string;
  readonly configuration: Configuration;
  stop(): Promise<void>;
};

export type CaravanOptions = {
  readonly configuration: Configuration;
  readonly logger: Logger;
  /** People whom the explorer offers to sign in as. */
  readonly people?: () => readonly DemoPerson[];
  /** False for data that may be lost with the machine: tests. */
  readonly durable?: boolean;
  /** Those of subgraphs.ts by default; tests put mutants in their place. */
  readonly subgraphs?: readonly SubgraphDefinition[];
  /** What takes the place of its transport: tests put one that delivers badly before it. */
  readonly transport?: (own: EventTransport) => EventTransport;
};

/** Starts everything in one process, in the order in which the parts need each other; stops in reverse. */
export async function startCaravan(options: CaravanOptions): Promise<Caravan> {
  await using opened = new AsyncDisposableStack();
  const own = await openPlatform(options);
  opened.defer(() => own.stop());
  const platform = options.transport ? { ...own, transport: options.transport(own.transport) } : own;

  const sandboxUrl = await openSandbox(platform, opened);
  const configuration = sandboxUrl ? withSandbox(options.configuration, sandboxUrl) : options.configuration;
  const connections = await connectSubgraphs(platform, opened, {
    configuration,
    definitions: options.subgraphs ?? subgraphs,
  });
  const router = await openRouter(platform, connections, options);
  opened.defer(() => router.stop());
  platform.setPublicUrl(router.url);

  const everything = opened.move();
  return {
    url: router.url,
    sandboxUrl,
    supergraphSdl: router.supergraphSdl,
    configuration,
    stop: () => everything.disposeAsync(),
  };
}

/** Starts the router alone, before the subgraphs that it is told about by `SUBGRAPH_URLS`. */
export async function openRouter(
  platform: Platform,
  connections: readonly SubgraphConnection[],
  options: Pick<CaravanOptions, 'people'>,
): Promise<Router> {
  const { configuration, logger, transport, files } = platform;
  return startRouter({
    configuration,
    subgraphs: connections,
    logger,
    transport,
    invalidation: outdatedAnswers,
    routes: files.routes,
    ...(options.people ? { explorer: { people: options.people } } : {}),
    port: configuration.platform.port,
  });
}

async function openSandbox(platform: Platform, opened: AsyncDisposableStack): Promise<string | null> {
  const { payments, platform: settings } = platform.configuration;
  if (payments.sandboxUrl || settings.environment === 'production') return null;
  const sandbox = await runSandbox(platform);
  opened.defer(() => sandbox.stop());
  return sandbox.url;
}

function withSandbox(configuration: Configuration, sandboxUrl: string): Configuration {
  return { ...configuration, payments: { ...configuration.payments, sandboxUrl } };
}

async function connectSubgraphs(
  platform: Platform,
  opened: AsyncDisposableStack,
  { configuration, definitions }: { configuration: Configuration; definitions: readonly SubgraphDefinition[] },
): Promise<SubgraphConnection[]> {
  const remote = remoteSubgraphs(configuration);
  const connect = async (definition: SubgraphDefinition): Promise<SubgraphConnection> => {
    const urls = remote.get(definition.name);
    if (urls) return remoteConnection(definition, urls);
    const subgraph = await runPart(definition, platform, configuration);
    opened.defer(() => subgraph.stop());
    return { kind: 'local', subgraph };
  };
  const connecting = definitions.map(connect);
  // When one fails, the others are let through, so that whoever stops what was opened misses none.
  await Promise.allSettled(connecting);
  return Promise.all(connecting);
}

/** A subgraph of another process, with the routes that the router passes on to it. */
export function remoteConnection({ name, routes }: SubgraphDefinition, urls: readonly string[]): SubgraphConnection {
  return { kind: 'remote', name, urls, routes: routes.map(({ method, path }) => ({ method, path })) };
}
