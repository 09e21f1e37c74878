import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tablesHolding } from '@caravan/testkit/canaries';
import { testCaravan } from '@caravan/testkit/caravan';
import { anyAddress } from '@caravan/testkit/people';
import { openWitness, timeToRefusal } from '@caravan/testkit/revocation';
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
const files = () => readdirSync(join(caravan.environment.CARAVAN_DATA ?? '', 'files'), { recursive: true });

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

  const stored = files().length;
  const witness = await openWitness(client, person.token);
  const { pseudonym } = await client.mutate<{ pseudonym: string }>(deleteAccount, { password: person.password }, as);
  await timeToRefusal(witness, 1_000);

  await eventually(async () => expect(await tablesHolding(adminUrl, personal)).toEqual([]));
  await eventually(async () => expect(files().length).toBeLessThan(stored));
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
