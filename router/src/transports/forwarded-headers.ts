import type { IncomingHttpHeaders } from 'node:http';

/** Which of the client's headers a subgraph gets. */
export type ForwardedHeaders = (subgraph: string, headers: IncomingHttpHeaders) => Readonly<Record<string, string>>;

/** Headers that belong to one connection or message, or that the router writes itself. */
const ownHeaders = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-caravan-caller',
]);

const none = {};

/**
 * @param rules - Names of headers, each for all subgraphs (`authorization`) or for one (`catalog:x-tenant`).
 * @throws Error for a header that cannot be passed on.
 */
export function forwardedHeaders(rules: readonly string[]): ForwardedHeaders {
  if (rules.length === 0) return () => none;
  const parsed = rules.map((rule) => {
    const [header = '', subgraph] = rule.toLowerCase().split(':').reverse();
    if (!/^[a-z0-9-]+$/.test(header) || ownHeaders.has(header)) {
      throw new Error(`FORWARD_HEADERS: "${rule}" names no header that can be passed on.`);
    }
    return { header, subgraph };
  });
  const namesFor = (subgraph: string) => [
    ...new Set(
      parsed.filter((rule) => !rule.subgraph || rule.subgraph === subgraph.toLowerCase()).map(({ header }) => header),
    ),
  ];
  const known = new Map<string, readonly string[]>();
  return (subgraph, headers) => {
    let names = known.get(subgraph);
    if (!names) {
      names = namesFor(subgraph);
      known.set(subgraph, names);
    }
    const chosen: Record<string, string> = {};
    for (const name of names) {
      const value = headers[name];
      if (value !== undefined) chosen[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return chosen;
  };
}
