import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { openPeople, type Vendor } from '@caravan/testkit/people';
import type { Doors } from './doors.ts';

/** One call of a writer, at a time of `performance.now()`. */
export type Call = {
  readonly kind: string;
  readonly at: number;
  readonly ms: number;
  /** Id of what was made; null when it was refused, or the answer was lost. */
  readonly acknowledged: string | null;
};

/** People who read and write one thing after the other and keep what was acknowledged. */
export type Writers = {
  readonly calls: readonly Call[];
  /** Throws what has gone wrong so far, but for parts that were away. */
  check(): void;
  stop(): Promise<void>;
  /** What was acknowledged and cannot be found; to be asked when they have stopped. */
  missing(client: GraphqlClient): Promise<string[]>;
};

const errors = 'errors { __typename ... on UserError { message } }';
const saveAddress = `mutation SaveAddress($input: SaveAddressInput!) { saveAddress(input: $input) { address { id } ${errors} } }`;
const createProduct = `mutation CreateProduct($input: CreateProductInput!) { createProduct(input: $input) { product { id } ${errors} } }`;
const publishProduct = `mutation PublishProduct($input: PublishProductInput!) { publishProduct(input: $input) { product { id } ${errors} } }`;
const profile = 'query Profile { me { id displayName } cart { items { id } } stores(first: 5) { nodes { name } } }';
const myAddresses = 'query MyAddresses { me { addresses { id } } }';
const productOf = 'query ProductOf($id: ID!) { product(id: $id) { id } }';

const pauseMs = 100;

/** Writes make events of identity and of marketplace; reads need none. */
export async function startWriters(client: GraphqlClient, doors: Doors): Promise<Writers> {
  const people = openPeople(client);
  const [customer, vendor] = [await people.customer('writer'), await people.vendor()];
  const calls: Call[] = [];
  const failures: unknown[] = [];
  let stopped = false;
  const write = async (kind: string, work: (through: GraphqlClient) => Promise<string>) => {
    while (!stopped) {
      const at = performance.now();
      const outcome = await doors.tryOnce(work);
      calls.push({ kind, at, ms: performance.now() - at, acknowledged: outcome.done ? outcome.value : null });
      await pause(pauseMs);
    }
  };
  const writing = [
    write('address', (through) => addAddress(through, customer)),
    write('product', (through) => addProduct(through, vendor)),
    write('read', (through) => readProfile(through, customer)),
  ].map((each) => each.catch((error: unknown) => void failures.push(error)));
  const check = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    calls,
    check,
    stop: async () => {
      stopped = true;
      await Promise.all(writing);
      check();
    },
    missing: async (reader) => [
      ...(await missingAddresses(reader, customer, acknowledged(calls, 'address'))),
      ...(await missingProducts(reader, vendor, acknowledged(calls, 'product'))),
    ],
  };
}

export function acknowledged(calls: readonly Call[], kind?: string): string[] {
  return calls
    .filter((call) => kind === undefined || call.kind === kind)
    .map((call) => call.acknowledged)
    .filter((id) => id !== null);
}

async function addAddress(client: GraphqlClient, { token }: SignedIn): Promise<string> {
  // The same again would add nothing.
  const line1 = `Test street ${randomBytes(6).toString('hex')}`;
  const input = { name: 'Writer', line1, city: 'Almaty', postalCode: '050000', country: 'KZ' };
  return (await client.mutate<{ address: { id: string } }>(saveAddress, input, { token })).address.id;
}

async function addProduct(client: GraphqlClient, { token, storeId }: Vendor): Promise<string> {
  const sku = `SKU-${randomBytes(6).toString('hex')}`;
  const variants = [{ sku, price: '100', stock: 1 }];
  const input = { storeId, title: sku, options: [], variants, idempotencyKey: sku };
  const { product } = await client.mutate<{ product: { id: string } }>(createProduct, input, { token });
  await client.mutate(publishProduct, { productId: product.id }, { token });
  return product.id;
}

async function readProfile(client: GraphqlClient, { token }: SignedIn): Promise<string> {
  return (await client.query<{ me: { id: string } }>(profile, {}, { token })).me.id;
}

async function missingAddresses(client: GraphqlClient, { token }: SignedIn, ids: string[]): Promise<string[]> {
  type Found = { me: { addresses: { id: string }[] } };
  const there = new Set((await client.query<Found>(myAddresses, {}, { token })).me.addresses.map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}

async function missingProducts(client: GraphqlClient, { token }: Vendor, ids: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const id of ids) {
    const { product } = await client.query<{ product: unknown }>(productOf, { id }, { token });
    if (!product) missing.push(id);
  }
  return missing;
}
