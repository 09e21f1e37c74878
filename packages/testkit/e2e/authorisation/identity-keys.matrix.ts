import { unique } from '@caravan/testkit/caravan';
import { matrix } from './matrix.ts';
import { mutation } from './operations.ts';
import type { World } from './world.ts';

const table = `
  field                             rule           nobody                   guest                    buyerA                   buyerB                   vendorX                  vendorY                  admin
  Query.apiKeys                     api-key:write  UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                ok
  Mutation.createApiKey             api-key:write  UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                ok
  Mutation.createApiKey/unknown     api-key:write  UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                InvalidInput
  Mutation.revokeApiKey             api-key:write  UNAUTHENTICATED          UNAUTHENTICATED          FORBIDDEN                FORBIDDEN                FORBIDDEN                FORBIDDEN                ok
`;

const apiKey = 'id name prefix scopes rateClass expiresAt revokedAt lastUsedAt createdAt';
const createApiKey = `mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id } errors { __typename ... on UserError { message } } }
}`;

async function keyOfAdmin({ client, admin }: World): Promise<string> {
  const input = { name: unique('key') };
  return (await client.mutate<{ apiKey: { id: string } }>(createApiKey, input, { token: admin.token })).apiKey.id;
}

export const keysMatrix = matrix(table, {
  'Query.apiKeys': {
    document: `query Matrix { apiKeys(includeEnded: true) { ${apiKey} } }`,
    variables: async (world) => {
      await keyOfAdmin(world);
      return {};
    },
  },
  'Mutation.createApiKey': mutation('createApiKey', `apiKey { ${apiKey} } secret`, () => ({
    input: { name: unique('key'), scopes: ['order:read:any'], rateClass: 'HIGH' },
  })),
  'Mutation.createApiKey/unknown': mutation('createApiKey', 'apiKey { id }', () => ({
    input: { name: unique('key'), scopes: ['no:such:scope'] },
  })),
  'Mutation.revokeApiKey': mutation('revokeApiKey', `apiKey { ${apiKey} }`, async (world) => ({
    input: { apiKeyId: await keyOfAdmin(world) },
  })),
});
