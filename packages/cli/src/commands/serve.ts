import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { Command } from 'commander';
import { runPart, runSandbox, subgraphNamed } from '../parts.ts';
import { openPlatform } from '../platform.ts';
import { subgraphs } from '../subgraphs.ts';
import { openProcess, runUntilSignal } from './process.ts';

/** Commands that run one part in a process of its own; the address is printed as the first line. What was opened is closed, also when the start fails. */

export const subgraphCommand = new Command('subgraph')
  .description('Run one subgraph as a process of its own, for routers elsewhere (SUBGRAPH_URLS).')
  .argument('<name>', subgraphs.map(({ name }) => name).join(', '))
  .option('--port <port>', 'port to listen on; 0 picks a free one', '0')
  .action(async (name: string, { port }: { port: string }) => {
    const definition = subgraphNamed(name);
    const { configuration, logger } = openProcess(name);
    await using opened = new AsyncDisposableStack();
    const platform = await openPlatform({ configuration, logger });
    opened.defer(() => platform.stop());
    const subgraph = await runPart(definition, platform, configuration);
    opened.defer(() => subgraph.stop());
    const server = await serveSubgraph(subgraph, { configuration, port: Number(port), logger });
    opened.defer(() => server.stop());
    await runUntilSignal(server.url, () => opened.disposeAsync());
  });

export const sandboxCommand = new Command('sandbox')
  .description('Run the simulated payment provider as a process of its own (SANDBOX_PORT).')
  .action(async () => {
    const { configuration, logger } = openProcess('sandbox');
    await using opened = new AsyncDisposableStack();
    const platform = await openPlatform({ configuration, logger });
    opened.defer(() => platform.stop());
    const sandbox = await runSandbox(platform);
    opened.defer(() => sandbox.stop());
    await runUntilSignal(sandbox.url, () => opened.disposeAsync());
  });
