import { startCaravan } from '@caravan/cli/caravan';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { type Environment, parseConfiguration } from '@caravan/config/configuration';
import { createLogger } from '@caravan/telemetry/logger';
import { openTestClient } from './caravan.ts';

export type JoinedCaravan = { readonly url: string; readonly client: GraphqlClient; stop(): Promise<void> };

/**
 * One more Caravan on the data of another, with a router of its own.
 *
 * @param remote - Addresses of the subgraphs that it does not run itself.
 */
export async function joinCaravan(
  environment: Environment,
  remote: Readonly<Record<string, string>>,
): Promise<JoinedCaravan> {
  const urls = Object.entries(remote).map((pair) => pair.join('='));
  const caravan = await startCaravan({
    configuration: parseConfiguration({ ...environment, SUBGRAPH_URLS: urls.join(',') }),
    // Parts that are cut off complain, as they should.
    logger: createLogger({ level: 'silent', name: 'joined' }),
  });
  const client = openTestClient(caravan.url);
  return {
    url: caravan.url,
    client,
    stop: async () => {
      await client.close();
      await caravan.stop();
    },
  };
}
