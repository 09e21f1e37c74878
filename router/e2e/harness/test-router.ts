import { randomBytes } from 'node:crypto';
import { type Configuration, parseConfiguration } from '@caravan/config/configuration';
import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import { type SubgraphServer, serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import { type Router, type RouterOptions, startRouter } from '../../src/start-router.ts';
import { memoryTransport } from './memory-transport.ts';
import { createSubgraphs, createWorld, type World } from './synthetic-subgraphs.ts';
import { openTokenIssuer, type TokenIssuer } from './tokens.ts';

export type Mode = 'in process' | 'over the network';
export const modes: readonly Mode[] = ['in process', 'over the network'];

const secret = () => randomBytes(32).toString('base64url');

export function testConfiguration(settings: Record<string, string> = {}): Configuration {
  return parseConfiguration({
    NODE_ENV: 'test',
    CALLER_SECRET: secret(),
    CURSOR_SECRET: secret(),
    SEALING_KEY: secret(),
    FILE_SECRET: secret(),
    IDENTITY_KEY_ENCRYPTION_KEY: secret(),
    SANDBOX_SECRET: secret(),
    SANDBOX_API_KEY: secret(),
    SANDBOX_WEBHOOK_SECRET: secret(),
    FETCH_TIMEOUT_MS: '400',
    OPERATION_TIMEOUT_MS: '800',
    ...settings,
  });
}

export type Answer = { status: number; headers: Headers; body: ExecutionResult & { errors?: ReportedError[] } };
export type ReportedError = { message: string; path?: (string | number)[]; extensions: Record<string, unknown> };

export type TestRouter = {
  readonly world: World;
  readonly router: Router;
  readonly tokens: TokenIssuer;
  readonly transport: ReturnType<typeof memoryTransport>;
  readonly subgraphs: readonly RunningSubgraph[];
  /** Servers of the subgraphs, in their order; none in process. */
  readonly servers: SubgraphServer[];
  readonly configuration: Configuration;
  post(
    query: string,
    options?: { variables?: object; token?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
  socket(token?: string): Client;
  stop(): Promise<void>;
};

export async function openTestRouter(
  mode: Mode = 'in process',
  settings: Record<string, string> = {},
  { serving, ...options }: Partial<RouterOptions> & { readonly serving?: readonly RunningSubgraph[] } = {},
): Promise<TestRouter> {
  const configuration = testConfiguration(settings);
  const logger = createLogger({ level: 'silent', name: 'router' });
  const world = createWorld();
  const subgraphs = serving ?? createSubgraphs(world);
  const tokens = await openTokenIssuer();
  const transport = memoryTransport();
  const servers =
    mode === 'in process'
      ? []
      : await Promise.all(subgraphs.map((each) => serveSubgraph(each, { configuration, port: 0, logger })));
  const router = await startRouter({
    configuration,
    logger,
    transport,
    jwks: async () => tokens.jwks,
    port: 0,
    subgraphs: subgraphs.map((subgraph, index) => {
      const server = servers[index];
      return server
        ? ({ kind: 'remote', name: subgraph.name, urls: [server.url] } as const)
        : ({ kind: 'local', subgraph } as const);
    }),
    ...options,
  });
  const clients = new Set<Client>();
  return {
    world,
    router,
    tokens,
    transport,
    subgraphs,
    servers,
    configuration,
    post: (query, { variables, token, headers } = {}) =>
      post(router.url, JSON.stringify({ query, variables }), {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      }),
    socket: (token) => {
      const client = openClient(router.url, token);
      clients.add(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) await client.dispose();
      await router.stop();
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    },
  };
}

export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

export function openClient(url: string, token?: string): Client {
  return createClient({
    url: new URL('/graphql', url).href.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
}

/** The one result of an operation over a socket, in the shape of an HTTP answer's body. */
export async function once(client: Client, asked: string | SubscribePayload): Promise<Answer['body']> {
  const request = typeof asked === 'string' ? { query: asked } : asked;
  try {
    for await (const result of client.iterate(request)) return result as Answer['body'];
  } catch (error) {
    if (Array.isArray(error)) return { errors: error as ReportedError[] } as Answer['body'];
    throw error;
  }
  throw new Error('The operation ended without a result.');
}

export function codes({ errors }: Pick<Answer['body'], 'errors'>): unknown[] {
  return errors?.map(({ extensions }) => extensions.code) ?? [];
}
