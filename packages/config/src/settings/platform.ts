import { z } from 'zod';
import { bytes, flag, list, port, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';

export const platformSettings = {
  environment: setting(
    'NODE_ENV',
    z.enum(['development', 'test', 'production']).default('development'),
    'In production Caravan refuses demo people and generated secrets.',
  ),
  port: setting('PORT', port.default(4000), 'Port of the router; 0 picks a free one.'),
  host: setting('CARAVAN_HOST', text.default('127.0.0.1'), 'Address that the servers listen on.'),
  dataFolder: setting(
    'CARAVAN_DATA',
    text.default('.caravan'),
    'Folder of the embedded database, files and generated secrets.',
  ),
  publicUrl: setting(
    'CARAVAN_PUBLIC_URL',
    url.optional(),
    'Address under which clients reach the router; by default where it listens.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'Least severe log line that is written.',
  ),
  traceEndpoint: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    url.optional(),
    'Collector that takes traces by OTLP over HTTP; without it none are made.',
  ),
  traceRatio: setting(
    'TRACE_RATIO',
    z.coerce.number().min(0).max(1).default(0.1),
    'Share of traces that are kept, unless whoever calls decides.',
  ),
  trustedProxies: setting(
    'TRUSTED_PROXIES',
    list.default(['127.0.0.1', '::1']),
    'Addresses whose X-Forwarded-For is believed.',
  ),
  routeBytes: setting(
    'LIMIT_ROUTE_BYTES',
    bytes.default(1_048_576),
    'Largest body of an HTTP route outside GraphQL, such as a webhook.',
  ),
  subgraphBytes: setting(
    'LIMIT_SUBGRAPH_BYTES',
    bytes.default(16_777_216),
    'Largest call of a router to a subgraph; one may carry many entities.',
  ),
  demo: setting(
    'CARAVAN_DEMO',
    flag.default(true),
    'Load demo people, stores and orders on the first start; never in production.',
  ),
  callerSecret: setting('CALLER_SECRET', z.string().min(32), 'Signs the caller between routers and subgraphs.', {
    secret: true,
  }),
  cursorSecret: setting('CURSOR_SECRET', z.string().min(32), 'Signs the cursors of pages.', { secret: true }),
  sealingKey: setting(
    'SEALING_KEY',
    z.string().min(32),
    'Wraps the per-user keys under which personal data in events is sealed.',
    { secret: true, parts: ['identity', 'marketplace', 'payments', 'backup', 'restore'] },
  ),
  fileSecret: setting('FILE_SECRET', z.string().min(32), 'Signs links to uploads and downloads.', { secret: true }),
};
