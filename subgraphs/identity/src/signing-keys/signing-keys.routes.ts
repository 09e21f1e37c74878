import type { Route } from '@caravan/subgraph/route';
import type { Deps } from '../deps.ts';
import { publicKeySet } from './signing-keys.usecases.ts';

/** What access tokens are verified with. Read again every 5 minutes; a new key is there an hour before it signs. */
export const signingKeyRoutes: readonly Route<Deps>[] = [
  {
    method: 'GET',
    path: '/.well-known/jwks.json',
    handle: async (deps) => ({
      status: 200,
      headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' },
      body: JSON.stringify(await publicKeySet(deps)),
    }),
  },
];
