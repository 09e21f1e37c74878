import { randomBytes, randomInt } from 'node:crypto';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { type Person, registerAndSignIn, type SignedIn, signIn } from '@caravan/cli/client/people';
import { testAdmin } from './settings.ts';

/** People with roles, who register and sign in as anybody does. */
export type People = {
  /** A new person with an account. */
  customer(name?: string, details?: Pick<Person, 'phone'>): Promise<SignedIn>;
  admin(): Promise<SignedIn>;
  /** Token of a new guest. */
  guestToken(): Promise<string>;
  /** A new person with a store that sells. */
  vendor(options?: { currency?: string; name?: string }): Promise<Vendor>;
  /** The person's address book gets an address. */
  addressOf(person: SignedIn): Promise<string>;
};

export type Vendor = SignedIn & { readonly storeId: string };

const errors = 'errors { __typename ... on UserError { message } }';
const createGuestSession = `mutation CreateGuestSession { createGuestSession { session { accessToken } ${errors} } }`;
const applyForStore = `mutation ApplyForStore($input: ApplyForStoreInput!) { applyForStore(input: $input) { store { id } ${errors} } }`;
const approveStore = `mutation ApproveStore($input: ApproveStoreInput!) { approveStore(input: $input) { store { id } ${errors} } }`;
const saveAddress = `mutation SaveAddress($input: SaveAddressInput!) { saveAddress(input: $input) { address { id } ${errors} } }`;

export function openPeople(client: GraphqlClient): People {
  const admin = once(() => signIn(client, { ...testAdmin, username: testAdmin.email }, anyAddress()));
  const customer: People['customer'] = (name = 'person', details = {}) => {
    const username = `${name}_${randomBytes(4).toString('hex')}`;
    const person = {
      ...details,
      username,
      email: `${username}@test.caravan.example`,
      password: 'Aa1-person-of-a-test',
      displayName: name,
    };
    return registerAndSignIn(client, person, anyAddress());
  };
  const vendor = async ({ currency = 'EUR', name = 'vendor' } = {}) => {
    const owner = await customer(name);
    const input = {
      name: `Store of ${owner.username}`,
      slug: owner.username.replaceAll('_', '-'),
      currency,
      idempotencyKey: owner.username,
    };
    const { store } = await client.mutate<{ store: { id: string } }>(applyForStore, input, { token: owner.token });
    await client.mutate(approveStore, { storeId: store.id }, { token: (await admin()).token });
    return { ...owner, storeId: store.id };
  };
  return {
    customer,
    admin,
    vendor,
    guestToken: async () => {
      const { createGuestSession: payload } = await client.query<{
        createGuestSession: { session: { accessToken: string } };
      }>(createGuestSession, {}, { clientAddress: anyAddress() });
      return payload.session.accessToken;
    },
    addressOf: async ({ token, displayName }) => {
      const input = { name: displayName, line1: 'Test street 1', city: 'Almaty', postalCode: '050000', country: 'KZ' };
      return (await client.mutate<{ address: { id: string } }>(saveAddress, input, { token })).address.id;
    },
  };
}

/** People come from different places, so that limits by address do not meet (documentation range of RFC 3849). */
export function anyAddress(): string {
  const group = () => randomInt(0x10000).toString(16);
  return `2001:db8:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
