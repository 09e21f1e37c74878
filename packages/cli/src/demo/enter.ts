import type { Configuration } from '@caravan/config/configuration';
import type { GraphqlClient } from '../client/graphql-client.ts';
import { enter, type SignedIn, signIn } from '../client/people.ts';
import { type DemoAccount, type DemoName, people } from './people.ts';

export type SignedInPeople = Readonly<Record<DemoName, SignedIn>>;

const errors = 'errors { __typename ... on UserError { message } }';
const grantRole = `mutation GrantRole($input: GrantRoleInput!) { grantRole(input: $input) { user { id } ${errors} } }`;

/** Registers everybody of the demo, or signs them in where an interrupted first start had got that far. */
export async function enterAll(
  client: GraphqlClient,
  { adminEmail, adminPassword }: Configuration['identity'],
): Promise<SignedInPeople> {
  const admin = await signIn(
    client,
    { ...people.admin, username: adminEmail ?? people.admin.email, password: adminPassword ?? people.admin.password },
    '127.0.0.1',
  );
  const entered: Partial<Record<DemoName, SignedIn>> = { admin };
  const others = Object.entries(people).filter(([name]) => name !== 'admin') as [DemoName, DemoAccount][];
  for (const [index, [name, person]] of others.entries()) {
    // A network of their own each (RFC 3849), so that repeated first starts stay below the limit of registrations.
    entered[name] = await enter(client, person, `2001:db8:0:${index + 1}::1`);
  }
  const signedIn = entered as SignedInPeople;
  await client.mutate(grantRole, { userId: signedIn.sofia.id, role: 'SUPPORT' }, { token: admin.token });
  return signedIn;
}
