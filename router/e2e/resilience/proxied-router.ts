import type { RunningSubgraph } from '@caravan/subgraph/running-subgraph';
import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { startTcpProxy, type TcpProxy } from '@caravan/testkit/tcp-proxy';
import { createSubgraphs, createWorld } from '../harness/synthetic-subgraphs.ts';
import { openTestRouter, type TestRouter, testConfiguration } from '../harness/test-router.ts';

export type ProxiedRouter = {
  readonly caravan: TestRouter;
  /** On the way to the subgraph of that name. */
  readonly proxies: Readonly<Record<'people' | 'shop' | 'money', TcpProxy>>;
  /** What the subgraphs were asked, by name of the subgraph. */
  readonly asked: { readonly subgraph: string; readonly query: string }[];
  stop(): Promise<void>;
};

/** A router over three subgraphs on the network, each behind a proxy that a test can make bad. */
export async function openProxiedRouter(settings: Record<string, string> = {}): Promise<ProxiedRouter> {
  const configuration = testConfiguration(settings);
  const logger = createLogger({ level: 'silent', name: 'router' });
  const asked: ProxiedRouter['asked'] = [];
  const subgraphs = createSubgraphs(createWorld()).map((each) => listening(each, asked));
  const servers = await Promise.all(subgraphs.map((each) => serveSubgraph(each, { configuration, port: 0, logger })));
  const ways = await Promise.all(servers.map(({ url }) => startTcpProxy(url)));
  const [people, shop, money] = ways;
  if (!people || !shop || !money) throw new Error('three subgraphs');
  const caravan = await openTestRouter('in process', settings, {
    configuration,
    subgraphs: subgraphs.map(({ name }, index) => ({ kind: 'remote', name, urls: [ways[index]?.url ?? ''] })),
  });
  return {
    caravan,
    proxies: { people, shop, money },
    asked,
    stop: async () => {
      await caravan.stop();
      await Promise.all(ways.map((way) => way.stop()));
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    },
  };
}

function listening(subgraph: RunningSubgraph, asked: ProxiedRouter['asked']): RunningSubgraph {
  return {
    ...subgraph,
    execute: (request) => {
      asked.push({ subgraph: subgraph.name, query: request.query });
      return subgraph.execute(request);
    },
  };
}
