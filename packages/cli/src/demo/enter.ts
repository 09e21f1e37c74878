import type { Configuration } from '@caravan/config/configuration';
import { type GraphqlClient, OperationError } from '../client/graphql-client.ts';
import { registerAndSignIn, type SignedIn, signIn } from '../client/people.ts';
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
  for (const [index, [name, person]] of others.entries()) entered[name] = await enter(client, person, index);
  const signedIn = entered as SignedInPeople;
  await client.mutate(grantRole, { userId: signedIn.sofia.id, role: 'SUPPORT' }, { token: admin.token });
  return signedIn;
}

async function enter(client: GraphqlClient, person: DemoAccount, index: number): Promise<SignedIn> {
  const clientAddress = `2001:db8::${index + 1}`;
  try {
    return await registerAndSignIn(client, person, clientAddress);
  } catch (error) {
    if (!(error instanceof OperationError && error.kinds.includes('UsernameTaken'))) throw error;
    return signIn(client, person, clientAddress);
  }
}
