import { signIn } from '@caravan/cli/client/people';
import { testCaravan } from '@caravan/testkit/caravan';
import { anyPng, submitPassport, uploadPassport } from '@caravan/testkit/kyc';
import { anyAddress } from '@caravan/testkit/people';
import { describe, expect, test, vi } from 'vitest';

const caravan = testCaravan();
const errors = 'errors { __typename ... on UserError { message path } }';

describe('an address', () => {
  const saveAddress = `mutation SaveAddress($input: SaveAddressInput!) {
    saveAddress(input: $input) {
      address {
        id line1 street building apartment entrance floor intercom city
        location { latitude longitude precision }
      }
      ${errors}
    }
  }`;
  const mine = 'query Mine { me { addresses { id line1 location { latitude longitude precision } } } }';
  type Location = { latitude: number; longitude: number; precision: string };
  type Saved = { address: { id: string; line1: string; location: Location | null } };
  type Mine = { me: { addresses: { id: string; line1: string; location: Location | null }[] } };
  const parts = {
    name: 'Aigul',
    street: 'Абай даңғылы',
    building: '10А',
    apartment: '5',
    entrance: '2',
    floor: '3',
    intercom: '45К',
    city: 'Алматы',
    postalCode: '050000',
    country: 'KZ',
  };

  test('is saved by its parts, found afterwards, and keeps the pin of its person', async () => {
    const { token } = await caravan.people.customer();
    const { address } = await caravan.client.mutate<Saved>(saveAddress, parts, { token });
    expect(address).toMatchObject({
      line1: 'Абай даңғылы 10А, 5',
      street: 'Абай даңғылы',
      intercom: '45К',
      location: null,
    });
    const locationsOf = async () => {
      const { me } = await caravan.client.query<Mine>(mine, {}, { token });
      return me.addresses.map(({ location }) => location);
    };
    const middle = { latitude: 43.24, longitude: 76.89, precision: 'CITY' };
    await vi.waitFor(async () => expect(await locationsOf()).toEqual([middle]), 10_000);

    const location = { latitude: 43.2389491, longitude: 76.8897094 };
    await caravan.client.mutate<Saved>(saveAddress, { ...parts, addressId: address.id, location }, { token });
    const pin = { latitude: 43.238949, longitude: 76.889709, precision: 'ROOFTOP' };
    expect(await locationsOf()).toEqual([pin]);
    await caravan.client.mutate<Saved>(saveAddress, { ...parts, addressId: address.id }, { token });
    expect(await locationsOf()).toEqual([pin]);
  });

  test('is suggested while it is typed, to a city by default', async () => {
    const { token } = await caravan.people.customer();
    const document = `query Suggest($input: SuggestAddressesInput!) {
      suggestAddresses(input: $input) { label street building city postalCode location { latitude longitude precision } }
    }`;
    const suggest = (text: string) => caravan.client.ask(document, { input: { text, country: 'KZ' } }, { token });
    const almaty = {
      label: 'Almaty',
      street: null,
      building: null,
      city: 'Almaty',
      postalCode: null,
      location: { latitude: 43.24, longitude: 76.89, precision: 'CITY' },
    };
    expect(await suggest('Абай 10, Алма')).toEqual({ data: { suggestAddresses: [almaty] } });
    expect(await suggest('zzz')).toEqual({ data: { suggestAddresses: [] } });
    expect((await suggest('Al')).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('KYC', () => {
  const kyc = `query Kyc {
    me { kycStatus kyc { id status reason claimedUntil claimedBy { id } decidedBy { id } documents { kind contentType sizeBytes downloadUrl } } }
  }`;
  type Kyc = { me: { kycStatus: string; kyc: { id: string; documents: { downloadUrl: string }[] } | null } };
  const refusals = `errors {
    __typename
    ... on UserError { message path }
    ... on KycDocumentRefused { documentId problem }
    ... on KycNotSubmittable { personStatus: status }
    ... on KycAlreadyDecided { status decidedAt }
    ... on KycCaseClaimed { until }
  }`;
  const document = (field: string, ...kinds: string[]) => {
    const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;
    const all = refusals
      .split('\n')
      .filter((line) => !line.includes('on Kyc') || kinds.some((kind) => line.includes(kind)))
      .join('\n');
    return `mutation ${type}($input: ${type}Input!) { ${field}(input: $input) { kycCase { id status reason } ${all} } }`;
  };
  const submit = document('submitKyc', 'KycDocumentRefused', 'KycNotSubmittable');
  const claim = document('claimKycCase', 'KycAlreadyDecided', 'KycCaseClaimed');
  const decide = document('decideKyc', 'KycAlreadyDecided', 'KycCaseClaimed');
  type Answer = Record<string, { kycCase: object | null; errors: object[] }>;

  async function ask(operation: string, input: object, { token }: { token: string }) {
    const { data, errors: failures } = await caravan.client.ask<Answer>(operation, { input }, { token });
    expect(failures).toBeUndefined();
    return Object.values(data ?? {})[0];
  }

  /** Somebody of the staff who may review. */
  async function reviewer() {
    const [admin, person] = [await caravan.people.admin(), await caravan.people.customer('reviewer')];
    const grant = `mutation Grant($input: GrantRoleInput!) { grantRole(input: $input) { user { id } ${errors} } }`;
    await caravan.client.mutate(grant, { userId: person.id, role: 'MANAGER' }, { token: admin.token });
    return signIn(caravan.client, person, anyAddress());
  }

  test('goes from documents to a decision, with one reviewer at work at a time', async () => {
    const person = await caravan.people.customer('applicant');
    const [first, second] = [await caravan.people.admin(), await reviewer()];
    const status = async () => (await caravan.client.query<Kyc>(kyc, {}, person)).me;
    expect(await status()).toEqual({ kycStatus: 'NOT_STARTED', kyc: null });

    const documentId = await uploadPassport(caravan.client, person);
    const stolen = await ask(submit, { documentIds: [documentId] }, second);
    expect(stolen).toMatchObject({ kycCase: null, errors: [{ documentId, problem: 'UNKNOWN' }] });
    const caseId = await submitPassport(caravan.client, person);
    const again = await ask(submit, { documentIds: [documentId] }, person);
    expect(again).toMatchObject({ errors: [{ __typename: 'KycNotSubmittable', personStatus: 'PENDING' }] });
    const { me } = await caravan.client.query<Kyc>(kyc, {}, person);
    const download = await fetch(me.kyc?.documents[0]?.downloadUrl ?? '');
    expect(Buffer.from(await download.arrayBuffer())).toEqual(anyPng);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);

    expect(await ask(claim, { caseId }, first)).toMatchObject({ kycCase: { id: caseId, status: 'PENDING' } });
    const busy = { kycCase: null, errors: [{ __typename: 'KycCaseClaimed', until: expect.any(String) }] };
    expect(await ask(decide, { caseId, decision: 'VERIFIED' }, second)).toMatchObject(busy);
    const decision = { caseId, decision: 'REJECTED', reason: 'The photograph is blurred.' };
    expect(await ask(decide, decision, first)).toMatchObject({ kycCase: { status: 'REJECTED' }, errors: [] });
    const late = { errors: [{ __typename: 'KycAlreadyDecided', status: 'REJECTED', decidedAt: expect.any(String) }] };
    expect(await ask(decide, { caseId, decision: 'VERIFIED' }, second)).toMatchObject(late);
    expect(await status()).toMatchObject({
      kycStatus: 'REJECTED',
      kyc: { reason: 'The photograph is blurred.', decidedBy: null, claimedBy: null },
    });
    const own = await submitPassport(caravan.client, second);
    const oneself = { errors: [{ __typename: 'KycOfOneself' }] };
    expect(await ask(decide, { caseId: own, decision: 'VERIFIED' }, second)).toMatchObject(oneself);
  });
});
