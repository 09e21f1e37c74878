import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { startRouter } from '../../src/start-router.ts';
import { memoryTransport } from '../harness/memory-transport.ts';
import { type Answer, post, testConfiguration } from '../harness/test-router.ts';
import { openTokenIssuer, userClaims } from '../harness/tokens.ts';
import { createShop, invalidation, priceChanged, type Shop } from './cached-shop.ts';

const logger = createLogger({ level: 'silent', name: 'router' });

export type Asking = {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly variables?: object;
};

export type CachedShop = Shop & {
  readonly url: string;
  readonly transport: ReturnType<typeof memoryTransport>;
  ask(query: string, asking?: Asking): Promise<Answer>;
  get(query: string, headers?: Record<string, string>): Promise<Response>;
  tokenOf(userId: string): Promise<string>;
  /** The event, as every router hears of it. */
  priceChanges(id: string): Promise<void>;
  /** Another router over the same subgraphs and events. */
  another(): Promise<CachedShop>;
  stop(): Promise<void>;
};

type Options = { readonly settings?: Record<string, string>; readonly remote?: boolean };

export async function openCachedShop(options: Options = {}): Promise<CachedShop> {
  const shop = createShop();
  const tokens = await openTokenIssuer();
  const transport = memoryTransport();
  return open(options, { shop, tokens, transport });
}

type World = {
  readonly shop: Shop;
  readonly tokens: Awaited<ReturnType<typeof openTokenIssuer>>;
  readonly transport: ReturnType<typeof memoryTransport>;
};

async function open(options: Options, world: World): Promise<CachedShop> {
  const { shop, tokens, transport } = world;
  const configuration = testConfiguration({
    FETCH_TIMEOUT_MS: '3000',
    OPERATION_TIMEOUT_MS: '5000',
    ...options.settings,
  });
  const servers = options.remote
    ? await Promise.all(shop.subgraphs.map((each) => serveSubgraph(each, { configuration, port: 0, logger })))
    : [];
  const router = await startRouter({
    configuration,
    logger,
    transport,
    invalidation,
    jwks: async () => tokens.jwks,
    port: 0,
    subgraphs: shop.subgraphs.map((subgraph, index) => {
      const server = servers[index];
      return server ? { kind: 'remote', name: subgraph.name, urls: [server.url] } : { kind: 'local', subgraph };
    }),
  });
  const { url } = router;
  return Object.assign(shop, {
    url,
    transport,
    ask: (query: string, { token, headers, variables }: Asking = {}) =>
      post(url, JSON.stringify({ query, variables }), {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      }),
    get: (query: string, headers: Record<string, string> = {}) =>
      fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, url), {
        headers: { 'apollo-require-preflight': 'yes', ...headers },
      }),
    tokenOf: (userId: string) => tokens.sign(userClaims({ sub: userId, sid: userId })),
    priceChanges: (id: string) => transport.append([priceChanged(id)]),
    another: () => open(options, { ...world, shop: { ...shop } }),
    stop: async () => {
      await router.stop();
      await Promise.all(servers.map((server) => server.stop()));
    },
  });
}
