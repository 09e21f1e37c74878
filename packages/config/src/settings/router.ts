import { bytes, count, flag, list, milliseconds, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';
import { accessSettings } from './access.ts';
import { cachingSettings } from './caching.ts';
import { demandSettings } from './demand.ts';
import { resilienceSettings } from './resilience.ts';

export const routerSettings = {
  remoteSubgraphs: setting(
    'SUBGRAPH_URLS',
    list.default([]),
    'Subgraphs in other processes, as name=url pairs; a name that is repeated has replicas. The rest run in process.',
  ),
  supergraphPollMs: setting(
    'SUPERGRAPH_POLL_MS',
    milliseconds.default(5_000),
    'Pause between looks whether the supergraph file, or the schema of a subgraph elsewhere, has changed; 0 for none.',
  ),
  swapGraceMs: setting(
    'SWAP_GRACE_MS',
    milliseconds.default(60_000),
    'How long subscriptions go on with the old supergraph before they are told to subscribe again.',
  ),
  warmUpPlans: setting(
    'WARM_UP_PLANS',
    count.default(200),
    'Most recent operations that are planned for a new supergraph before it is used.',
  ),
  forwardHeaders: setting(
    'FORWARD_HEADERS',
    list.default([]),
    'Headers of clients that subgraphs get: authorization for all of them, catalog:x-tenant for one.',
  ),
  jwksUrl: setting(
    'JWKS_URL',
    url.optional(),
    'Public keys of the tokens of a supergraph that is not Caravan (RFC 7517); file: addresses are read from disk.',
  ),
  jwtIssuer: setting('JWT_ISSUER', text.optional(), 'The `iss` that such tokens must have.'),
  jwtAudience: setting('JWT_AUDIENCE', text.optional(), 'The `aud` that such tokens must have.'),
  jwtAlgorithms: setting(
    'JWT_ALGORITHMS',
    list.default(['EdDSA', 'ES256', 'RS256', 'PS256']),
    'Signatures that such tokens may have.',
  ),
  tokenMemoryMs: setting(
    'TOKEN_MEMORY_MS',
    milliseconds.default(60_000),
    'How long the check of an access token counts before its signature is checked again; 0 checks it every time.',
  ),
  policyClaim: setting(
    'POLICY_CLAIM',
    text.optional(),
    'Claim of such tokens that lists the policies they meet (@policy).',
  ),
  explorer: setting('EXPLORER', flag.default(true), 'Serve the explorer at / and accept its sign-in cookie.'),
  ...accessSettings,
  bodyBytes: setting('LIMIT_BODY_BYTES', bytes.default(262_144), 'Largest request body.'),
  tokens: setting('LIMIT_TOKENS', count.default(2_000), 'Most lexical tokens of a document.'),
  nesting: setting(
    'LIMIT_NESTING',
    count.default(200),
    'Deepest nesting of brackets of any kind in a document, and of variables.',
  ),
  depth: setting('LIMIT_DEPTH', count.default(12), 'Deepest selection, with fragments flattened.'),
  aliases: setting('LIMIT_ALIASES', count.default(20), 'Most aliases of an operation, with fragments expanded.'),
  rootFields: setting('LIMIT_ROOT_FIELDS', count.default(10), 'Most root fields of an operation.'),
  selections: setting('LIMIT_SELECTIONS', count.default(1_000), 'Most selections with fragments expanded.'),
  directives: setting('LIMIT_DIRECTIVES', count.default(50), 'Most directives with fragments expanded.'),
  planningTimeoutMs: setting(
    'LIMIT_PLANNING_MS',
    milliseconds.default(500),
    'Longest computing for the plan of one operation; it runs in a thread of its own.',
  ),
  planningRefusedMs: setting(
    'PLANNING_REFUSED_MS',
    milliseconds.default(30_000),
    'How long an operation whose planning took too long is refused without being tried again.',
  ),
  planningQueue: setting('LIMIT_PLANNING_QUEUE', count.default(1_000), 'Most new operations that wait to be planned.'),
  planningHeapMb: setting(
    'LIMIT_PLANNING_HEAP_MB',
    count.default(512),
    'Largest heap of the thread that plans, in MB.',
  ),
  keptPlans: setting('LIMIT_PLANS', count.default(2_000), 'Most plans that are kept.'),
  keptPlanBytes: setting('LIMIT_PLAN_BYTES', bytes.default(134_217_728), 'Memory for plans, by estimate.'),
  fetchTimeoutMs: setting('FETCH_TIMEOUT_MS', milliseconds.default(3_000), 'Longest answer of one subgraph fetch.'),
  operationTimeoutMs: setting('OPERATION_TIMEOUT_MS', milliseconds.default(5_000), 'Longest query or mutation.'),
  ...demandSettings,
  ...resilienceSettings,
  ...cachingSettings,
  subscriptionsPerPrincipal: setting(
    'LIMIT_SUBSCRIPTIONS',
    count.default(100),
    'Most subscriptions of one principal at once.',
  ),
  sockets: setting('LIMIT_SOCKETS', count.default(10_000), 'Most client sockets and event streams at once.'),
  socketOperations: setting(
    'LIMIT_SOCKET_OPERATIONS',
    count.default(200),
    'Most operations of one socket at once, subscriptions among them.',
  ),
  socketInitMs: setting(
    'SOCKET_INIT_MS',
    milliseconds.default(3_000),
    'A socket that has not said connection_init by then is closed.',
  ),
  socketPingMs: setting('SOCKET_PING_MS', milliseconds.default(30_000), 'Pause between pings.'),
  socketBufferBytes: setting(
    'SOCKET_BUFFER_BYTES',
    bytes.default(65_536),
    'A client with so much unread of a socket or event stream is given no further events until it has read.',
  ),
  liveQueueBytes: setting(
    'LIVE_QUEUE_BYTES',
    bytes.default(1_048_576),
    'Bytes of events that wait for a slow subscriber; LIVE_QUEUE_SIZE bounds their number.',
  ),
  sharedSubscriptions: setting(
    'SHARED_SUBSCRIPTIONS',
    list.default([]),
    'Subscription fields that tell everybody the same: ticker for changes, price=state where the state comes first.',
  ),
  allowedOrigins: setting(
    'ALLOWED_ORIGINS',
    list.default([]),
    'Origins of browsers besides our own that may call (CORS) and open sockets.',
  ),
};
