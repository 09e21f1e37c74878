import { readFileSync } from 'node:fs';
import { loadRouterConfiguration } from '@caravan/config/environment';
import { startRouter } from '@caravan/router/start-router';
import { createLogger } from '@caravan/telemetry/logger';
import { localSubgraph, memorySubgraphs } from './memory-subgraphs.ts';

/**
 * Our router over Caravan's schema: `node serve-router.ts <key set file> <port> [subgraph addresses as JSON]`; without
 * addresses the subgraphs are in this process.
 */
const [keyFile = '', port = '', addresses] = process.argv.slice(2);
const configuration = loadRouterConfiguration(undefined);
const urls = addresses === undefined ? null : (JSON.parse(addresses) as Record<string, string>);
const router = await startRouter({
  configuration,
  logger: createLogger({ level: configuration.platform.logLevel, name: 'router' }),
  port: Number(port),
  jwks: async () => JSON.parse(readFileSync(keyFile, 'utf8')) as unknown,
  subgraphs: memorySubgraphs(configuration).map((subgraph) =>
    urls
      ? { kind: 'remote' as const, name: subgraph.name, urls: [urls[subgraph.name] ?? ''] }
      : { kind: 'local' as const, subgraph: localSubgraph(subgraph) },
  ),
});
console.log(router.url);
process.once('SIGTERM', () => void router.stop().then(() => process.exit(0)));
