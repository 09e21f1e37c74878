import type { AddressInfo } from 'node:net';
import type { Configuration } from '@caravan/config/configuration';
import type { EventTransport } from '@caravan/events/transport';
import { mountRoutes } from '@caravan/subgraph/mount-routes';
import type { MountableRoute } from '@caravan/subgraph/route';
import type { Logger } from '@caravan/telemetry/logger';
import { verifyAccessToken } from './access/access-token.ts';
import { entrance } from './access/api-keys.ts';
import { type Authenticate, authentication } from './access/authenticate.ts';
import { clientAddresses, trustedProxies } from './access/client-address.ts';
import { type DenySet, followDenySet } from './access/deny-set.ts';
import { foreignTokens } from './access/foreign-token.ts';
import { type KeySource, keySet } from './access/key-set.ts';
import { followPartnerKeys, type PartnerKeys } from './access/partner-keys.ts';
import { remembered } from './access/remembered-tokens.ts';
import { openCaching } from './caching/caching.ts';
import { deduplicated } from './caching/deduplicated.ts';
import { followChanges, type Invalidation } from './caching/invalidation.ts';
import { openStore } from './caching/open-store.ts';
import { openRateBudget } from './demand/rate-budget.ts';
import { openSharedCounts } from './demand/rate-limiter.ts';
import { createPipeline, type Pipeline } from './execution/pipeline.ts';
import { serveClientSockets } from './http/client-sockets.ts';
import { eventStreams } from './http/event-stream.ts';
import { type DemoPerson, explorerDocuments, serveExplorer } from './http/explorer.ts';
import { serveGraphql } from './http/graphql-route.ts';
import { passOnRoutes } from './http/passed-on-routes.ts';
import { readiness } from './http/readiness.ts';
import { closeServer, createServer, serveHealth } from './http/server.ts';
import { openPersistedOperations } from './persisted/persisted-operations.ts';
import { createAdmission } from './resilience/admission.ts';
import { resilient } from './resilience/resilient.ts';
import { liveClients } from './subscriptions/live-clients.ts';
import {
  type ConnectedSubgraph,
  connectSubgraphs,
  keySourceOf,
  openRemote,
  type SubgraphConnection,
} from './supergraph/connect.ts';
import { fileSource } from './supergraph/file-source.ts';
import { followSupergraph } from './supergraph/generations.ts';
import type { SupergraphSource } from './supergraph/supergraph-source.ts';
import { forwardedHeaders } from './transports/forwarded-headers.ts';

export type { DemoPerson, Invalidation, SubgraphConnection };

export type RouterOptions = {
  readonly configuration: Configuration;
  readonly subgraphs?: readonly SubgraphConnection[];
  /** A supergraph of whoever it may be, in place of `subgraphs`. */
  readonly supergraphFile?: { readonly path: string; readonly urls: ReadonlyMap<string, readonly string[]> };
  readonly logger: Logger;
  /** Where revoked sessions are heard of; without it tokens are good until they expire. */
  readonly transport?: EventTransport;
  /** Which kept answers events outdate; without it they last as long as the schema says. */
  readonly invalidation?: Invalidation;
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
 * Serves subgraphs as one graph: those that are connected, in process or elsewhere, or those of a supergraph file.
 * Waits for subgraphs that do not answer yet; listens when all have.
 */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const { configuration, logger } = options;
  const { platform, router: settings } = configuration;
  await using opened = new AsyncDisposableStack();
  const connected = await connectSubgraphs({ configuration, logger, subgraphs: options.subgraphs ?? [] });
  const graph = await openGraph(options, connected, opened);
  const denied = await openDenySet(options);
  opened.defer(() => denied.stop());
  const partnerKeys = await followPartnerKeys(options.transport, logger);
  opened.defer(() => partnerKeys.stop());
  const admission = createAdmission(settings);
  opened.defer(() => admission.stop());
  const pipeline = await openPipeline(options, { ...graph, admission }, opened);
  const authenticate = authentication({
    ...tokenChecks(options, connected),
    ...entrancePolicy(configuration, partnerKeys),
    denied,
    cookies: settings.explorer,
  });
  const server = await openServer(options, { ...graph, admission, pipeline, authenticate, denied }, opened);
  await mountAll(server, options, connected);

  await server.listen({ host: platform.host, port: options.port });
  const everything = opened.move();
  return {
    url: addressUrl(platform.host, server.server.address() as AddressInfo),
    supergraphSdl: graph.generations.current().supergraphSdl,
    stop: async () => {
      await admission.drain({ noticeMs: settings.shutdownNoticeMs, graceMs: settings.shutdownGraceMs });
      await everything.disposeAsync();
    },
  };
}

/** The supergraph that is served, as it changes, and what is kept of its answers. */
async function openGraph(
  options: RouterOptions,
  connected: readonly ConnectedSubgraph[],
  opened: AsyncDisposableStack,
) {
  const { configuration, logger } = options;
  const { router: settings } = configuration;
  const source = await openSource(options, connected);
  const forwarded = forwardedHeaders(settings.forwardHeaders);
  const caching = openCaching({ settings, forwarded, store: await openStore(settings, logger) });
  opened.defer(() => caching.close());
  const generations = await followSupergraph({ source, configuration, caching, logger });
  opened.defer(() => generations.stop());
  const following = await followChanges(options.transport, options.invalidation, caching);
  opened.defer(() => following.stop());
  return { generations, forwarded };
}

type Graph = Awaited<ReturnType<typeof openGraph>> & { readonly admission: ReturnType<typeof createAdmission> };

async function openPipeline(
  { configuration, logger }: RouterOptions,
  { generations, forwarded, admission }: Graph,
  opened: AsyncDisposableStack,
): Promise<Pipeline> {
  const { router: settings, events } = configuration;
  const persisted = await openPersistedOperations({
    settings,
    // Where the explorer is served it works, whatever manifests list.
    documents: settings.explorer ? explorerDocuments() : [],
    logger,
  });
  opened.defer(() => persisted.stop());
  const shared = await openSharedCounts(settings, logger);
  opened.defer(() => shared?.close());
  const budget = openRateBudget({ settings, ...(shared && { shared }) });
  const { liveQueueSize } = events;
  const pipeline = createPipeline({
    settings,
    generations,
    forwarded,
    admission,
    persisted,
    budget,
    liveQueueSize,
    logger,
  });
  generations.onNext((next) => pipeline.warmUp(next));
  await pipeline.warmUp(generations.current());
  return pipeline;
}

type Behind = Graph & {
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly denied: DenySet;
};

/** What clients reach over HTTP and WebSocket; not listening yet. */
async function openServer(
  { configuration, logger }: RouterOptions,
  { generations, admission, pipeline, authenticate, denied }: Behind,
  opened: AsyncDisposableStack,
): Promise<ReturnType<typeof createServer>> {
  const { platform, router: settings } = configuration;
  const isTrustedProxy = trustedProxies(platform.trustedProxies);
  const addressOf = clientAddresses(isTrustedProxy);
  const server = createServer({ configuration, isTrustedProxy, admission });
  opened.defer(() => closeServer(server));
  const live = liveClients({ pipeline, denied, settings, admission, logger });
  const streams = eventStreams({ live, settings, logger });
  await serveGraphql(server, { pipeline, authenticate, addressOf, settings, streams, logger });
  const transports = () => generations.current().transports;
  serveHealth(server, readiness({ needs: settings.readyNeeds, admission, transports }));
  const clients = { pipeline, authenticate, denied, addressOf };
  const sockets = serveClientSockets({ ...clients, server: server.server, live, settings, logger });
  opened.defer(() => sockets.stop());
  opened.defer(() => live.drain(0));
  return server;
}

async function openSource(
  { supergraphFile, configuration, logger }: RouterOptions,
  connected: readonly ConnectedSubgraph[],
): Promise<SupergraphSource> {
  const pollMs = configuration.router.supergraphPollMs;
  if (supergraphFile === undefined) {
    // Composition is loaded by those who compose.
    const { composedSource } = await import('./supergraph/composed-source.ts');
    return composedSource({ connected, pollMs, logger });
  }
  return fileSource({
    path: supergraphFile.path,
    urls: supergraphFile.urls,
    pollMs,
    logger,
    open: (subgraph) => {
      const direct = openRemote({ ...subgraph, callerSecret: null }, { configuration, logger });
      return deduplicated(resilient(direct, configuration.router, logger), configuration.router);
    },
  });
}

function openDenySet({ configuration: { identity }, transport, logger }: RouterOptions) {
  const keptSeconds = Math.max(identity.accessTokenSeconds, identity.guestTokenSeconds);
  return followDenySet({ transport, keptSeconds, logger });
}

/** Caravan's own tokens, or those of the issuer that is configured for a supergraph of somebody else's. */
function tokenChecks(
  { configuration, supergraphFile, jwks, logger }: RouterOptions,
  connected: readonly ConnectedSubgraph[],
): Pick<Parameters<typeof authentication>[0], 'verify'> {
  const { tokenMemoryMs, jwksUrl } = configuration.router;
  if (supergraphFile) {
    const checked = foreignTokens(configuration.router, logger);
    return { verify: jwksUrl ? remembered(checked, tokenMemoryMs) : checked };
  }
  const keys = keySet(jwks ?? keySourceOf(connected), logger);
  const { issuer } = configuration.identity;
  const verify = (token: string) => verifyAccessToken(token, { keys, issuer, now: new Date() });
  return { verify: remembered(verify, tokenMemoryMs) };
}

/** In production partners show their key, and only they and people signed in to the explorer see the schema. */
function entrancePolicy({ platform, router: settings }: Configuration, partnerKeys: PartnerKeys) {
  const isProduction = platform.environment === 'production';
  const introspection = settings.introspection ?? (isProduction ? 'partners' : 'true');
  return {
    enter: entrance({
      keys: settings.partnerApiKeys,
      partnerKeys,
      isKeyRequired: settings.partnerKeyRequired ?? isProduction,
    }),
    introspection: ({ true: 'everybody', false: 'nobody', partners: 'partners' } as const)[introspection],
  };
}

async function mountAll(
  server: ReturnType<typeof createServer>,
  { configuration, logger, explorer, routes }: RouterOptions,
  connected: readonly ConnectedSubgraph[],
): Promise<void> {
  const { routeBytes } = configuration.platform;
  for (const { connection, remote } of connected) {
    if (connection.kind === 'local') {
      await mountRoutes(server, connection.subgraph.routes, { bodyBytes: routeBytes, logger });
    } else if (remote) {
      const { endpoints } = remote;
      const { routes: passed = [] } = connection;
      await passOnRoutes(server, { endpoints, routes: passed }, configuration.router.operationTimeoutMs);
    }
  }
  await mountRoutes(server, routes ?? [], { bodyBytes: routeBytes, logger });
  if (configuration.router.explorer) serveExplorer(server, explorer?.people ?? (() => []));
}

function addressUrl(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
