import type { Configuration } from '@caravan/config/configuration';

/** `SUBGRAPH_URLS`, such as `marketplace=http://127.0.0.1:4102`, by name; one that is repeated has replicas. */
export function remoteSubgraphs({ router }: Configuration): ReadonlyMap<string, readonly string[]> {
  const urls = new Map<string, Set<string>>();
  for (const pair of router.remoteSubgraphs) {
    const separator = pair.indexOf('=');
    const name = pair.slice(0, separator);
    const url = pair.slice(separator + 1);
    if (separator < 1 || !URL.canParse(url)) throw new Error(`SUBGRAPH_URLS: "${pair}" is not a name=url pair.`);
    urls.set(name, (urls.get(name) ?? new Set()).add(url));
  }
  return new Map(Array.from(urls, ([name, all]) => [name, [...all]]));
}
