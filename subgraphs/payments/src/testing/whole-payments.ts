import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseConfiguration } from '@caravan/config/configuration';
import { invariant } from '@caravan/core/errors';
import type { Principal } from '@caravan/core/principal';
import { provisionSchema } from '@caravan/database/provision';
import { openEmbeddedLog } from '@caravan/events/embedded-log';
import { openSealer } from '@caravan/events/sealing';
import { openFileStore } from '@caravan/files/file-store';
import { type SandboxProvider, startSandboxProvider } from '@caravan/sandbox-provider/start-sandbox-provider';
import { type RunningSubgraph, runSubgraph } from '@caravan/subgraph/run-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { testEnvironment } from '@caravan/testkit/settings';
import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll } from 'vitest';
import payments from '../subgraph.ts';
import { type MarketplaceStandIn, startMarketplace } from './marketplace-stand-in.ts';

type Parts = { subgraph: RunningSubgraph; sandbox: SandboxProvider; marketplace: MarketplaceStandIn };

/** The running subgraph with the real sandbox provider and event log; marketplace is spoken for. */
export function wholePayments(settings: Record<string, string> = {}) {
  const { adminUrl } = emptyTestDatabase();
  const opened = new AsyncDisposableStack();
  let parts: Parts | undefined;
  beforeAll(async () => {
    parts = await open(adminUrl, settings, opened);
  }, 60_000);
  afterAll(() => opened.disposeAsync(), 60_000);
  const the = <Key extends keyof Parts>(key: Key): Parts[Key] => {
    invariant(parts, 'the parts run from beforeAll on');
    return parts[key];
  };
  return {
    marketplace: () => the('marketplace'),
    sandboxUrl: () => the('sandbox').url,
    webhook: (body: string, headers: Record<string, string>) => callRoute(the('subgraph'), Buffer.from(body), headers),
    execute: (principal: Principal, query: string, variables: Record<string, unknown> = {}) =>
      the('subgraph').execute({ query, variables, caller: callerOf(principal) }),
    async subscribe(principal: Principal, query: string, variables: Record<string, unknown> = {}) {
      const results = await the('subgraph').subscribe({ query, variables, caller: callerOf(principal) });
      return results as AsyncIterableIterator<ExecutionResult>;
    },
  };
}

function callerOf(principal: Principal) {
  return { principal, requestId: crypto.randomUUID(), clientAddress: '127.0.0.1', userAgent: null };
}

async function open(adminUrl: string, settings: Record<string, string>, opened: AsyncDisposableStack): Promise<Parts> {
  const configuration = parseConfiguration(testEnvironment(adminUrl, settings));
  const logger = createLogger({ level: 'silent', name: 'test' });
  const urlOf = (name: string) => provisionSchema({ adminUrl, name, password: 'of-a-test' });
  const eventsUrl = await urlOf('events');
  const { pollMs, batchSize } = configuration.events;
  const transport = await openEmbeddedLog({ url: eventsUrl, pollMs, batchSize, logger });
  opened.defer(() => transport.close());
  const sealer = await openSealer({ url: eventsUrl, sealingKey: configuration.platform.sealingKey });
  opened.defer(() => sealer.close());

  let subgraph: RunningSubgraph | undefined;
  const receiver = await openReceiver(() => subgraph);
  opened.defer(() => receiver.stop());

  const sandbox = await startSandboxProvider({
    host: '127.0.0.1',
    port: 0,
    databaseUrl: await urlOf('sandbox'),
    apiKey: configuration.payments.sandboxApiKey,
    webhookSecret: configuration.payments.sandboxWebhookSecret,
    webhookUrl: () => receiver.url,
    logger,
  });
  opened.defer(() => sandbox.stop());
  const files = openFileStore({
    folder: configuration.platform.dataFolder,
    secret: configuration.platform.fileSecret,
    baseUrl: () => 'http://caravan.test',
  });
  subgraph = await runSubgraph(payments, {
    configuration: { ...configuration, payments: { ...configuration.payments, sandboxUrl: sandbox.url } },
    databaseUrl: await urlOf('payments'),
    transport,
    sealer,
    files,
    logger,
    publicUrl: () => 'http://caravan.test',
  });
  const running = subgraph;
  opened.defer(() => running.stop());
  const marketplace = await startMarketplace(transport);
  opened.defer(() => marketplace.stop());
  return { subgraph, sandbox, marketplace };
}

/** Where the provider's webhooks arrive; the router's part in a whole Caravan. */
async function openReceiver(target: () => RunningSubgraph | undefined): Promise<{ url: string; stop(): void }> {
  const receive = async (request: IncomingMessage) => {
    const body = await readBody(request);
    const subgraph = target();
    return subgraph ? callRoute(subgraph, body, request.headers) : { status: 503 };
  };
  const server = createServer((request, response) => {
    void receive(request).then(({ status }) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/webhooks/sandbox`, stop: () => server.close() };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function callRoute(subgraph: RunningSubgraph, body: Buffer, headers: IncomingMessage['headers']) {
  const route = subgraph.routes.find(({ path }) => path === '/webhooks/sandbox');
  invariant(route, 'the webhook has a route');
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return route.handle({ headers: texts, params: {}, query: {}, body, clientAddress: '127.0.0.1' });
}
