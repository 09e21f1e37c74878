import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import type { KeySource } from '../access/key-set.ts';
import { deduplicated } from '../caching/deduplicated.ts';
import { resilient } from '../resilience/resilient.ts';
import { type LocalSubgraph, localTransport } from '../transports/local-transport.ts';
import { type RemoteOptions, remoteTransport } from '../transports/remote-transport.ts';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';
import type { SubgraphSchema } from './compose.ts';
import { readSdl } from './read-sdl.ts';

/** A subgraph of this process, or one that is reached over the network. */
export type SubgraphConnection =
  | { readonly kind: 'local'; readonly subgraph: LocalSubgraph }
  | {
      readonly kind: 'remote';
      readonly name: string;
      /** Base address; GraphQL is served at `/graphql` below it. */
      readonly url: string;
      /** Its HTTP routes that clients reach through the router. */
      readonly routes?: readonly { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string }[];
    };

export type ConnectedSubgraph = {
  readonly connection: SubgraphConnection;
  readonly transport: SubgraphTransport;
  readonly schema: SubgraphSchema;
};

type Options = {
  readonly configuration: Configuration;
  readonly subgraphs: readonly SubgraphConnection[];
  readonly logger: Logger;
};

/** Opens the way to every subgraph and learns its schema, waiting for those that do not answer yet. */
export function connectSubgraphs({ configuration, subgraphs, logger }: Options): Promise<ConnectedSubgraph[]> {
  return Promise.all(
    subgraphs.map(async (connection) => {
      const { direct, lasting } = openTransport(connection, configuration, logger);
      const transport = deduplicated(lasting, configuration.router);
      const { name } = transport;
      if (connection.kind === 'remote') {
        // One that does not run yet has not failed.
        const sdl = await readSdl(direct, logger);
        return { connection, transport, schema: { name, url: new URL('/graphql', connection.url).href, sdl } };
      }
      return {
        connection,
        transport,
        schema: { name, url: `http://${name}.invalid/graphql`, sdl: connection.subgraph.sdl },
      };
    }),
  );
}

/**
 * A subgraph in process has no retries and no breaker: there is no connection to lose, and it is slow when this very
 * process has too much to do, which admission sees to. A breaker would then refuse all that a healthy subgraph does.
 */
function openTransport(connection: SubgraphConnection, configuration: Configuration, logger: Logger) {
  if (connection.kind === 'local') {
    const local = localTransport(connection.subgraph);
    return { direct: local, lasting: local };
  }
  const endpoint = new URL('/graphql', connection.url);
  const { callerSecret } = configuration.platform;
  const direct = openRemote({ name: connection.name, endpoint, callerSecret }, configuration);
  return { direct, lasting: resilient(direct, configuration.router, logger) };
}

/** The way to a subgraph of another process. */
export function openRemote(
  subgraph: Pick<RemoteOptions, 'name' | 'endpoint' | 'callerSecret'>,
  { router, events }: Configuration,
): SubgraphTransport {
  return remoteTransport({
    ...subgraph,
    maximumBytes: router.answerBytes,
    connections: router.subgraphConnections,
    connectTimeoutMs: router.connectTimeoutMs,
    compressed: router.subgraphCompression,
    socketInitMs: router.socketInitMs,
    socketPingMs: router.socketPingMs,
    liveQueueSize: events.liveQueueSize,
    liveQueueBytes: router.liveQueueBytes,
  });
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
  const issuer = connected.find(({ connection }) => connection.kind === 'remote' && connection.name === keyIssuer);
  const base = issuer?.connection.kind === 'remote' ? issuer.connection.url : null;
  return async () => {
    if (base === null) throw new Error('No subgraph serves the keys of access tokens.');
    const response = await fetch(new URL(keySetPath, base), { signal: AbortSignal.timeout(3_000) });
    if (!response.ok) throw new Error(`The keys of access tokens were answered with ${response.status}.`);
    return response.json();
  };
}
