import { matrix, type Operation } from './matrix.ts';
import { byId, mutation } from './operations.ts';

/** No provider is configured here, and nobody has linked one: what is judged is who may ask. */
const table = `
  field                           rule           nobody                  guest                   buyerA                  buyerB                  vendorX                 vendorY                 admin
  Query.externalLoginProviders    public         empty                   empty                   empty                   empty                   empty                   empty                   empty
  Mutation.beginExternalLogIn     public         ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured
  Mutation.completeExternalLogIn  public         ExternalAttemptInvalid  ExternalAttemptInvalid  ExternalAttemptInvalid  ExternalAttemptInvalid  ExternalAttemptInvalid  ExternalAttemptInvalid  ExternalAttemptInvalid
  Mutation.linkExternalLogin      authenticated  UNAUTHENTICATED         UNAUTHENTICATED         ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured   ProviderNotConfigured
  Mutation.unlinkExternalLogin    authenticated  UNAUTHENTICATED         UNAUTHENTICATED         NotFound                NotFound                NotFound                NotFound                NotFound
  User.externalLogins             -              UNAUTHENTICATED         UNAUTHENTICATED         empty                   null                    null                    null                    empty
`;

const google: Operation['variables'] = () => ({ input: { provider: 'GOOGLE' } });

export const socialMatrix = matrix(table, {
  'Query.externalLoginProviders': { document: 'query Matrix { externalLoginProviders }' },
  'Mutation.beginExternalLogIn': mutation('beginExternalLogIn', 'authorizeUrl browserSecret expiresInSeconds', google),
  'Mutation.completeExternalLogIn': mutation('completeExternalLogIn', 'session { accessToken }', () => ({
    input: { state: 'unknown', code: 'unknown', browserSecret: 'unknown' },
  })),
  'Mutation.linkExternalLogin': mutation('linkExternalLogin', 'authorizeUrl browserSecret expiresInSeconds', google),
  'Mutation.unlinkExternalLogin': mutation('unlinkExternalLogin', 'user { id }', google),
  'User.externalLogins': byId(
    'query Matrix($id: ID!) { order(id: $id) { buyer { externalLogins { provider linkedAt emailAtProvider } } } }',
    ({ trade }) => trade.orderId,
  ),
});
