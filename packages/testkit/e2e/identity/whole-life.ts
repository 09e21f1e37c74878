import { randomBytes, randomInt } from 'node:crypto';
import type { SignedIn } from '@caravan/cli/client/people';
import type { TestCaravan } from '@caravan/testkit/caravan';
import { putInCart, putOnSale } from '@caravan/testkit/goods';
import { submitPassport } from '@caravan/testkit/kyc';
import type { Vendor } from '@caravan/testkit/people';
import { openCheckout } from '@caravan/testkit/trade';

type Parts = Pick<TestCaravan, 'client' | 'people'>;

/** Somebody who has left traces everywhere, and what they look like. */
export type WholeLife = {
  readonly person: SignedIn;
  readonly vendor: Vendor;
  /** Paid, and to be sent by the store. */
  readonly orderId: string;
  /** Texts that tell who it is, each found nowhere else. */
  readonly personal: readonly string[];
  /** What must nowhere stand in clear, whoever it is of. */
  readonly nationalId: string;
};

const errors = 'errors { __typename ... on UserError { message } }';
const updateProfile = `mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } ${errors} } }`;
const saveAddress = `mutation SaveAddress($input: SaveAddressInput!) { saveAddress(input: $input) { address { id } ${errors} } }`;
const saveNationalId = `mutation SaveNationalId($input: SaveNationalIdInput!) { saveNationalId(input: $input) { nationalId { masked } ${errors} } }`;
const addFavourite = `mutation AddFavourite($input: AddFavouriteInput!) { addFavourite(input: $input) { favourite { id } ${errors} } }`;
const cancelOrder = `mutation CancelOrder($input: CancelOrderInput!) { cancelOrder(input: $input) { order { id } ${errors} } }`;
const requestAvatarUpload = `mutation RequestAvatarUpload { requestAvatarUpload { upload { fileId url } ${errors} } }`;
const setAvatar = `mutation SetAvatar($input: SetAvatarInput!) { setAvatar(input: $input) { user { avatar { small medium large } } ${errors} } }`;
const orderUpdated = 'subscription OrderUpdated($id: ID!) { orderUpdated(orderId: $id) { status } }';

/** Registers somebody and lets them trade, so that every part of Caravan knows something of them. */
export async function liveWholeLife({ client, people }: Parts): Promise<WholeLife> {
  const mark = `canary${randomBytes(4).toString('hex')}`;
  const vendor = await people.vendor();
  const person = await people.customer(mark);
  const as = { token: person.token };
  const names = { firstName: `${mark}first`, lastName: `${mark}last` };
  await client.mutate(updateProfile, { ...names, displayName: `${mark} shown`, birthDate: '1987-03-21' }, as);
  const phone = `+7701${randomInt(1_000_000, 10_000_000)}`;
  const address = { name: `${mark} receiver`, line1: `${mark} street 7`, city: 'Almaty', postalCode: '050000' };
  await client.mutate(saveAddress, { ...address, country: 'KZ', phone }, as);
  const nationalId = `CNRPY${randomInt(1_000, 10_000)}K`;
  await client.mutate(saveNationalId, { country: 'IN', number: nationalId }, as);
  await showFace({ client }, person);
  await submitPassport(client, as);

  const { productId, variantId } = await putOnSale(client, vendor);
  await client.mutate(addFavourite, { targetId: productId }, as);
  const orderId = await buyAndSettle({ client, people }, { buyer: person, vendor });
  const cancelled = await buyAndSettle({ client, people }, { buyer: person, vendor });
  await client.mutate(cancelOrder, { orderId: cancelled, reason: `${mark} changed the mind` }, as);
  await putInCart(client, person, variantId);
  return { person, vendor, orderId, personal: [mark, phone, '1987-03-21'], nationalId };
}

async function buyAndSettle({ client, people }: Parts, trade: { buyer: SignedIn; vendor: Vendor }): Promise<string> {
  const { orderId, pay } = await openCheckout(client, people, trade);
  type Event = { orderUpdated: { status: string } };
  const confirmed = client.waitFor<Event>(
    orderUpdated,
    { id: orderId },
    ({ orderUpdated: { status } }) => status === 'CONFIRMED',
    { token: trade.buyer.token, timeoutMs: 30_000 },
  );
  await pay();
  await confirmed;
  return orderId;
}

/** One green pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function showFace({ client }: Pick<Parts, 'client'>, { token }: SignedIn): Promise<void> {
  type Requested = { requestAvatarUpload: { upload: { fileId: string; url: string } } };
  const { requestAvatarUpload: requested } = await client.query<Requested>(requestAvatarUpload, {}, { token });
  const { fileId, url } = requested.upload;
  const sent = await fetch(url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: picture });
  if (!sent.ok) throw new Error(`The picture was not taken: ${sent.status} ${await sent.text()}`);
  await client.mutate(setAvatar, { fileId }, { token });
}
