import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import type { KeySource } from '../access/key-set.ts';
import { deduplicated } from '../caching/deduplicated.ts';
import { resilient } from '../resilience/resilient.ts';
import { type LocalSubgraph, localTransport } from '../transports/local-transport.ts';
import { type RemoteOptions, type RemoteTransport, remoteTransport } from '../transports/remote-transport.ts';
import { replicatedTransport } from '../transports/replicated-transport.ts';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';
import type { SubgraphSchema } from './compose.ts';
import { readSdl } from './read-sdl.ts';

/** A subgraph of this process, or one that is reached over the network. */
export type SubgraphConnection =
  | { readonly kind: 'local'; readonly subgraph: LocalSubgraph }
  | {
      readonly kind: 'remote';
      readonly name: string;
      /** Base address of each replica; GraphQL is served at `/graphql` below it. */
      readonly urls: readonly string[];
      /** Its HTTP routes that clients reach through the router. */
      readonly routes?: readonly { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string }[];
    };

export type ConnectedSubgraph = {
  readonly connection: SubgraphConnection;
  readonly transport: SubgraphTransport;
  readonly schema: SubgraphSchema;
  /** The way to one elsewhere as it is, without breaker and retries; null in process. */
  readonly remote: RemoteTransport | null;
};

type Options = {
  readonly configuration: Configuration;
  readonly subgraphs: readonly SubgraphConnection[];
  readonly logger: Logger;
};

/** Opens the way to every subgraph and learns its schema, waiting for those that do not answer yet. */
export function connectSubgraphs({ subgraphs, ...options }: Options): Promise<ConnectedSubgraph[]> {
  return Promise.all(
    subgraphs.map((connection) =>
      connection.kind === 'local' ? connectLocal(connection, options) : connectRemote(connection, options),
    ),
  );
}

type Connection<Kind extends SubgraphConnection['kind']> = Extract<SubgraphConnection, { kind: Kind }>;
type Means = Omit<Options, 'subgraphs'>;

/**
 * A subgraph in process has no retries and no breaker: there is no connection to lose, and it is slow when this very
 * process has too much to do, which admission sees to. A breaker would then refuse all that a healthy subgraph does.
 */
async function connectLocal(connection: Connection<'local'>, { configuration }: Means): Promise<ConnectedSubgraph> {
  const { name, sdl } = connection.subgraph;
  const transport = deduplicated(localTransport(connection.subgraph), configuration.router);
  return { connection, transport, remote: null, schema: { name, url: `http://${name}.invalid/graphql`, sdl } };
}

/** Breaker and retries are around all replicas together: one that dies is no failure of the subgraph. */
async function connectRemote(connection: Connection<'remote'>, means: Means): Promise<ConnectedSubgraph> {
  const { configuration, logger } = means;
  const { name, urls } = connection;
  const endpoints = urls.map((url) => new URL('/graphql', url));
  const remote = openRemote({ name, endpoints, callerSecret: configuration.platform.callerSecret }, means);
  const transport = deduplicated(resilient(remote, configuration.router, logger), configuration.router);
  // One that does not run yet has not failed.
  const sdl = await readSdl(remote, logger);
  return { connection, transport, remote, schema: { name, url: endpoints[0]?.href ?? '', sdl } };
}

/** The way to a subgraph of other processes. */
export function openRemote(
  { endpoints, ...subgraph }: Pick<RemoteOptions, 'name' | 'callerSecret'> & { readonly endpoints: readonly URL[] },
  { configuration: { router, events }, logger }: Means,
): RemoteTransport {
  const options = {
    ...subgraph,
    maximumBytes: router.answerBytes,
    connections: router.subgraphConnections,
    connectTimeoutMs: router.connectTimeoutMs,
    compressed: router.subgraphCompression,
    socketInitMs: router.socketInitMs,
    socketPingMs: router.socketPingMs,
    liveQueueSize: events.liveQueueSize,
    liveQueueBytes: router.liveQueueBytes,
  };
  const [endpoint] = endpoints;
  if (!endpoint) throw new Error(`The subgraph ${subgraph.name} has no address.`);
  if (endpoints.length === 1) return remoteTransport({ ...options, endpoint });
  return replicatedTransport({ ...options, endpoints, replicaProbeMs: router.replicaProbeMs, logger });
}

const keySetPath = '/.well-known/jwks.json';
const keyIssuer = 'identity';

/** Reads the public keys of access tokens from the subgraph that has a route for them. */
export function keySourceOf(connected: readonly ConnectedSubgraph[]): KeySource {
  for (const { connection } of connected) {
    if (connection.kind !== 'local') continue;
    const route = connection.subgraph.routes.find(({ method, path }) => method === 'GET' && path === keySetPath);
    if (route) {
      return async () => {
        const { body } = await route.handle({
          headers: {},
          params: {},
          query: {},
          body: Buffer.alloc(0),
          clientAddress: '127.0.0.1',
        });
        return JSON.parse(typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : '');
      };
    }
  }
  const issuer = connected.find(({ transport }) => transport.name === keyIssuer)?.remote;
  return async () => {
    if (!issuer) throw new Error('No subgraph serves the keys of access tokens.');
    const failures: unknown[] = [];
    for (const endpoint of issuer.endpoints()) {
      try {
        return await readKeys(new URL(keySetPath, endpoint));
      } catch (error) {
        failures.push(error);
      }
    }
    throw new AggregateError(failures, 'The keys of access tokens cannot be had.');
  };
}

async function readKeys(url: URL): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`The keys of access tokens were answered with ${response.status}.`);
  return response.json();
}
