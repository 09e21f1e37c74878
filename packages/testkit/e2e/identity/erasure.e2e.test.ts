import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromTypeId } from '@caravan/core/ids';
import { tablesHolding } from '@caravan/testkit/canaries';
import { testCaravan, unique } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { openWitness, timeToRefusal } from '@caravan/testkit/revocation';
import { openCheckout } from '@caravan/testkit/trade';
import postgres from 'postgres';
import { expect, test, vi } from 'vitest';
import { liveWholeLife } from './whole-life.ts';

const caravan = testCaravan();

const errors = 'errors { __typename ... on UserError { message path } }';
const personalData = `query PersonalData { me { personalData { userId identity marketplace payments } } }`;
const deleteAccount = `mutation DeleteAccount($input: DeleteAccountInput!) { deleteAccount(input: $input) { pseudonym ${errors} } }`;
const register = `mutation Register($input: RegisterInput!) { register(input: $input) { verificationSentTo ${errors} } }`;
const orderDocument = `query OrderOf($id: ID!) {
  order(id: $id) {
    number status buyer { id displayName username email phone avatar { small } }
    deliveryAddress { name line1 city phone }
    itemsTotal { amountMinor } total { amountMinor }
    history { comment person { displayName } }
    fulfilments { id status lines { title quantity cancelReason } }
  }
}`;
const bought = 'query Bought($id: ID!) { store(id: $id) { orders(first: 10) { nodes { id buyer { displayName } } } } }';
const ledgerHealth = 'query LedgerHealth { ledgerHealth { healthy postingsTotals { amountMinor } escrowCovered } }';

type Order = { order: { buyer: Record<string, unknown>; deliveryAddress: unknown; total: unknown; status: string } };

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
/** Each stored file has a description beside it. */
const files = () =>
  readdirSync(join(caravan.environment.CARAVAN_DATA ?? '', 'files'), { recursive: true }).filter((name) =>
    String(name).endsWith('.json'),
  );

/** What is left of the key that everything was sealed under. */
async function keysOf(userId: string): Promise<(string | null)[]> {
  const admin = postgres(caravan.adminUrl, { max: 1 });
  try {
    const rows = await admin<{ wrappedKey: string | null }[]>`
      select wrapped_key as "wrappedKey" from events.user_keys where user_id = ${fromTypeId('user', userId)}`;
    return rows.map(({ wrappedKey }) => wrappedKey);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

test('who deletes the account is gone from everywhere, and the trade still adds up', async () => {
  const { client, people, adminUrl } = caravan;
  const life = await liveWholeLife(caravan);
  const { person, vendor, orderId, personal } = life;
  const [as, asVendor, asAdmin] = [
    { token: person.token },
    { token: vendor.token },
    { token: (await people.admin()).token },
  ];
  const held = (await tablesHolding(adminUrl, personal)).map((found) => found.split(':')[0]);
  expect(held).toEqual(expect.arrayContaining(['identity.users', 'identity.addresses']));
  const before = await client.query<Order>(orderDocument, { id: orderId }, asVendor);
  expect(before.order.deliveryAddress).toMatchObject({ line1: expect.any(String) });

  type Exported = { me: { personalData: Record<'identity' | 'marketplace' | 'payments', Record<string, unknown>> } };
  const { me } = await client.query<Exported>(personalData, {}, as);
  for (const text of personal) expect(JSON.stringify(me.personalData)).toContain(text);
  expect(me.personalData.identity).toMatchObject({ profile: { email: person.email }, truncated: [] });
  expect(me.personalData.marketplace).toMatchObject({ orders: [{}, {}], truncated: [] });
  expect(me.personalData.payments).toMatchObject({ payments: [{}, {}], truncated: [] });

  expect(files().length).toBeGreaterThanOrEqual(4);
  const witness = await openWitness(client, person.token);
  const { pseudonym } = await client.mutate<{ pseudonym: string }>(deleteAccount, { password: person.password }, as);
  await timeToRefusal(witness, 1_000);

  await eventually(async () => expect(await tablesHolding(adminUrl, personal)).toEqual([]));
  await eventually(async () => expect(files()).toEqual([]));
  await eventually(async () => expect(await keysOf(person.id)).toEqual([null]));
  const seen = [
    await client.ask<Order>(orderDocument, { id: orderId }, asVendor),
    await client.ask<Order>(orderDocument, { id: orderId }, asAdmin),
    await client.ask(bought, { id: vendor.storeId }, asVendor),
    await client.ask(personalData, {}, as),
  ];
  for (const text of [...personal, person.email]) expect(JSON.stringify(seen).toLowerCase()).not.toContain(text);
  const { order } = await client.query<Order>(orderDocument, { id: orderId }, asAdmin);
  expect(order).toMatchObject({
    ...before.order,
    deliveryAddress: null,
    buyer: expect.anything(),
    history: expect.anything(),
  });
  expect(order.buyer).toMatchObject({ displayName: 'Deleted user', username: pseudonym, phone: null, avatar: null });
  expect(seen[0]?.data).toMatchObject({ order: { buyer: { displayName: 'Deleted user' } } });
  const { ledgerHealth: health } = await client.query<{ ledgerHealth: unknown }>(ledgerHealth, {}, asAdmin);
  expect(health).toMatchObject({ healthy: true, escrowCovered: true });

  const { username, email, password } = person;
  await client.mutate(register, { username, email, password }, { clientAddress: anyAddress() });
}, 60_000);

test('who deletes the account while an order is being placed leaves nothing either', async () => {
  const { client, people, adminUrl } = caravan;
  const vendor = await people.vendor();
  for (let round = 0; round < 3; round += 1) {
    const mark = unique('hasty');
    const buyer = await people.customer(mark);
    const placing = openCheckout(client, people, { buyer, vendor }).catch(() => null);
    await client.mutate(deleteAccount, { password: buyer.password }, { token: buyer.token });
    await placing;
    await eventually(async () => expect(await tablesHolding(adminUrl, [mark])).toEqual([]));
    await eventually(async () => expect(await keysOf(buyer.id)).toEqual([null]));
  }
  const asAdmin = { token: (await people.admin()).token };
  const { ledgerHealth: health } = await client.query<{ ledgerHealth: unknown }>(ledgerHealth, {}, asAdmin);
  expect(health).toMatchObject({ healthy: true });
}, 60_000);
