import type { Configuration } from '@caravan/config/configuration';

/** `SUBGRAPH_URLS`, such as `marketplace=http://127.0.0.1:4102`, by name. */
export function remoteSubgraphs({ router }: Configuration): ReadonlyMap<string, string> {
  return new Map(
    router.remoteSubgraphs.map((pair) => {
      const separator = pair.indexOf('=');
      if (separator < 1) throw new Error(`SUBGRAPH_URLS: "${pair}" is not a name=url pair.`);
      return [pair.slice(0, separator), pair.slice(separator + 1)];
    }),
  );
}
