import type { Configuration } from '@caravan/config/configuration';
import { type SandboxProvider, startSandboxProvider } from '@caravan/sandbox-provider/start-sandbox-provider';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';
import { type RunningSubgraph, runSubgraph } from '@caravan/subgraph/run-subgraph';
import type { Platform } from './platform.ts';
import { subgraphs } from './subgraphs.ts';

/** The subgraph of that name, or an error that lists those there are. */
export function subgraphNamed(name: string): SubgraphDefinition {
  const definition = subgraphs.find((each) => each.name === name);
  if (!definition)
    throw new Error(`There is no subgraph "${name}". There are: ${subgraphs.map((each) => each.name).join(', ')}.`);
  return definition;
}

/** Runs one subgraph in this process. */
export async function runPart(
  definition: SubgraphDefinition,
  platform: Platform,
  configuration: Configuration,
): Promise<RunningSubgraph> {
  return runSubgraph(definition, {
    configuration,
    databaseUrl: await platform.databaseUrl(definition.name),
    transport: platform.transport,
    sealer: await platform.sealer(),
    files: platform.files,
    logger: platform.logger,
    publicUrl: platform.publicUrl,
  });
}

/** The simulated payment provider, as a program of its own that happens to share the process. */
export async function runSandbox(platform: Platform): Promise<SandboxProvider> {
  const { payments, platform: settings } = platform.configuration;
  return startSandboxProvider({
    host: settings.host,
    port: payments.sandboxPort,
    ...(payments.sandboxPublicUrl && { publicUrl: payments.sandboxPublicUrl }),
    databaseUrl: await platform.databaseUrl('sandbox'),
    apiKey: payments.sandboxApiKey,
    webhookSecret: payments.sandboxWebhookSecret,
    webhookUrl: () => new URL('/webhooks/sandbox', platform.publicUrl()).href,
    logger: platform.logger,
  });
}
