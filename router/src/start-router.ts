import type { AddressInfo } from 'node:net';
import type { Configuration } from '@caravan/config/configuration';
import type { EventTransport } from '@caravan/events/transport';
import { mountRoutes } from '@caravan/subgraph/mount-routes';
import type { MountableRoute } from '@caravan/subgraph/route';
import type { Logger } from '@caravan/telemetry/logger';
import { authentication } from './access/authenticate.ts';
import { clientAddresses, trustedProxies } from './access/client-address.ts';
import { followDenySet } from './access/deny-set.ts';
import { type KeySource, keySet } from './access/key-set.ts';
import { createPipeline } from './execution/pipeline.ts';
import { subgraphSource } from './execution/subgraph-source.ts';
import { serveClientSockets } from './http/client-sockets.ts';
import { type DemoPerson, serveExplorer } from './http/explorer.ts';
import { serveGraphql } from './http/graphql-route.ts';
import { passOnRoutes } from './http/passed-on-routes.ts';
import { createServer, serveHealth } from './http/server.ts';
import { fieldNamesOf } from './planning/aliases.ts';
import { openGateway, openPlanner } from './planning/apollo-internals.ts';
import { composeSupergraph } from './supergraph/compose.ts';
import {
  type ConnectedSubgraph,
  connectSubgraphs,
  keySourceOf,
  type SubgraphConnection,
} from './supergraph/connect.ts';
import { plannerSdl } from './supergraph/planner-sdl.ts';

export type { DemoPerson, SubgraphConnection };

export type RouterOptions = {
  readonly configuration: Configuration;
  readonly subgraphs: readonly SubgraphConnection[];
  readonly logger: Logger;
  /** Where revoked sessions are heard of; without it tokens are good until they expire. */
  readonly transport?: EventTransport;
  /** Reads the issuer's public keys. By default they are asked from the subgraph that serves `/.well-known/jwks.json`. */
  readonly jwks?: KeySource;
  readonly explorer?: { people(): readonly DemoPerson[] };
  /** Uploads and downloads. */
  readonly routes?: readonly MountableRoute[];
  /** 0 picks a free one. */
  readonly port: number;
};

export type Router = {
  readonly url: string;
  /** The full supergraph, with the rules of access and cost. */
  readonly supergraphSdl: string;
  stop(): Promise<void>;
};

/**
 * Composes the subgraphs, in process or elsewhere, and serves them as one graph. Waits for subgraphs that do not answer
 * yet; listens when all have.
 */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const { configuration, logger, transport } = options;
  await using opened = new AsyncDisposableStack();
  const connected = await connectSubgraphs(options);
  opened.defer(() => closeAll(connected));
  const supergraphSdl = composeSupergraph(connected.map(({ schema }) => schema));
  const { accessTokenSeconds, guestTokenSeconds, issuer } = configuration.identity;
  const denied = await followDenySet({
    transport,
    keptSeconds: Math.max(accessTokenSeconds, guestTokenSeconds),
    logger,
  });
  opened.defer(() => denied.stop());
  const authenticate = authentication({
    keys: keySet(options.jwks ?? keySourceOf(connected), logger),
    denied,
    issuer,
    cookies: configuration.router.explorer,
  });
  const pipeline = await openPipeline(options, supergraphSdl, connected, opened);

  const isTrustedProxy = trustedProxies(configuration.platform.trustedProxies);
  const addressOf = clientAddresses(isTrustedProxy);
  const server = createServer({ configuration, isTrustedProxy });
  opened.defer(() => server.close());
  const { bodyBytes } = configuration.router;
  await serveGraphql(server, { pipeline, authenticate, addressOf, bodyBytes, logger });
  serveHealth(server, Object.fromEntries(connected.map(({ transport: { name, ready } }) => [name, ready])));
  await mountAll(server, options, connected);
  const settings = configuration.router;
  const sockets = serveClientSockets({
    server: server.server,
    pipeline,
    authenticate,
    denied,
    addressOf,
    settings,
    logger,
  });
  opened.defer(() => sockets.stop());

  await server.listen({ host: configuration.platform.host, port: options.port });
  const everything = opened.move();
  return {
    url: addressUrl(configuration.platform.host, server.server.address() as AddressInfo),
    supergraphSdl,
    stop: () => everything.disposeAsync(),
  };
}

async function openPipeline(
  { configuration, logger }: RouterOptions,
  supergraphSdl: string,
  connected: readonly ConnectedSubgraph[],
  opened: AsyncDisposableStack,
) {
  const { platform, router: settings } = configuration;
  const transports = new Map(connected.map(({ transport }) => [transport.name, transport]));
  const { fetchTimeoutMs } = settings;
  const sources = Object.fromEntries(
    connected.map(({ transport }) => [transport.name, subgraphSource(transport, { fetchTimeoutMs, logger })]),
  );
  const sdl = plannerSdl(supergraphSdl);
  const gateway = await openGateway(sdl, sources, logger);
  opened.defer(() => gateway.stop());
  const introspection = settings.introspection ?? platform.environment !== 'production';
  const planner = openPlanner(sdl);
  const fieldNames = fieldNamesOf(sdl);
  return createPipeline({ settings, introspection, fieldNames, gateway, planner, transports, sources, logger });
}

async function mountAll(
  server: ReturnType<typeof createServer>,
  { configuration, logger, explorer, routes }: RouterOptions,
  connected: readonly ConnectedSubgraph[],
): Promise<void> {
  const { routeBytes } = configuration.platform;
  for (const { connection } of connected) {
    if (connection.kind === 'local') {
      await mountRoutes(server, connection.subgraph.routes, { bodyBytes: routeBytes, logger });
    } else {
      const { url, routes: passed = [] } = connection;
      await passOnRoutes(server, { url, routes: passed }, configuration.router.operationTimeoutMs);
    }
  }
  await mountRoutes(server, routes ?? [], { bodyBytes: routeBytes, logger });
  if (configuration.router.explorer) serveExplorer(server, explorer?.people ?? (() => []));
}

async function closeAll(connected: readonly ConnectedSubgraph[]): Promise<void> {
  await Promise.all(connected.map(({ transport }) => transport.close()));
}

function addressUrl(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
