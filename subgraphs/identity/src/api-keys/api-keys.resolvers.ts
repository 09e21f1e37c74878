import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import type { CreateApiKeyInput, Resolvers } from '../generated/graphql.ts';
import type { ApiKeyInput } from './api-keys.domain.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.usecases.ts';

export const apiKeyResolvers: Resolvers = {
  Query: {
    apiKeys: (_root, { includeEnded }, { deps }) => listApiKeys(deps, { includeEnded }),
  },
  Mutation: {
    createApiKey: async (_root, { input }, { deps, caller }) =>
      payload(await createApiKey(deps, { caller, input: withDefaults(input) }), ['apiKey', 'secret'], {
        TooManyApiKeys: () => 'There are as many keys as there may be; revoke one first.',
      }),
    revokeApiKey: async (_root, { input }, { deps, caller }) =>
      payload(await revokeApiKey(deps, { caller, apiKeyId: fromTypeId('apiKey', input.apiKeyId) }), 'apiKey'),
  },
  ApiKey: {
    id: ({ id }) => toTypeId('apiKey', id),
    scopes: ({ scopes }) => [...scopes],
  },
};

/** The schema fills them in. */
function withDefaults({ name, scopes = [], rateClass = 'STANDARD', expiresAt = null }: CreateApiKeyInput): ApiKeyInput {
  return { name, scopes, rateClass, expiresAt };
}
