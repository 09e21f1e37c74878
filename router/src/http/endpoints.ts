import type { Contract } from '../access/client.ts';

/** Where GraphQL is served, and which schema is shown there. */
export const endpoints: Readonly<Record<string, Contract>> = { '/graphql': 'api', '/partner/graphql': 'partner' };

/** The contract of the endpoint that an address leads to; undefined when it leads to none. */
export function endpointOf(url: string | undefined): Contract | undefined {
  const path = url?.split('?')[0] ?? '';
  return Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
}
