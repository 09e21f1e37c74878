import { submitPassport, uploadPassport } from '@caravan/testkit/kyc';
import { matrix, type Operation } from './matrix.ts';
import { byId, mutation } from './operations.ts';
import type { World } from './world.ts';

const table = `
  field                           rule           nobody           guest            buyerA             buyerB              vendorX             vendorY             admin
  Query.suggestAddresses          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 ok                  ok                  ok                  ok
  Query.kycQueue                  kyc:review     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN           FORBIDDEN           FORBIDDEN           ok
  Query.kycCase                   kyc:review     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN           FORBIDDEN           FORBIDDEN           ok
  Mutation.requestKycUpload       authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok                 ok                  ok                  ok                  ok
  Mutation.submitKyc              authenticated  UNAUTHENTICATED  UNAUTHENTICATED  KycNotSubmittable  KycDocumentRefused  KycDocumentRefused  KycDocumentRefused  KycDocumentRefused
  Mutation.claimKycCase           kyc:review     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN           FORBIDDEN           FORBIDDEN           ok
  Mutation.decideKyc              kyc:review     UNAUTHENTICATED  UNAUTHENTICATED  FORBIDDEN          FORBIDDEN           FORBIDDEN           FORBIDDEN           ok
  User.kycStatus                  -              UNAUTHENTICATED  UNAUTHENTICATED  ok                 null                null                null                ok
  User.kyc                        -              UNAUTHENTICATED  UNAUTHENTICATED  ok                 null                null                null                ok
  KycCase.decidedBy               -              UNAUTHENTICATED  UNAUTHENTICATED  null               null                null                null                ok
`;

const kycCase = `id status submittedAt documentsDeletedAt claimedUntil decidedAt reason user { id } claimedBy { id }
  decidedBy { id } documents { id kind contentType sizeBytes downloadUrl }`;

/** Buyer A as whoever sees the order sees its buyer. */
function ofBuyerA(selection: string, decided = false): Operation {
  const document = `query Matrix($id: ID!) { order(id: $id) { buyer { ${selection} } } }`;
  return {
    document,
    variables: async (world) => {
      if (decided) await decidedCaseOfBuyerA(world);
      else await openCaseOfBuyerA(world);
      return { id: world.trade.orderId };
    },
  };
}

const kycOf = 'query Kyc { me { kyc { id status } } }';
type Kyc = { me: { kyc: { id: string; status: string } | null } };

/** Made by whoever asks first. */
async function openCaseOfBuyerA({ client, buyerA }: World): Promise<string> {
  const { kyc } = (await client.query<Kyc>(kycOf, {}, { token: buyerA.token })).me;
  return kyc?.id ?? submitPassport(client, buyerA);
}

const decideKyc = `mutation DecideKyc($input: DecideKycInput!) {
  decideKyc(input: $input) { kycCase { id } errors { __typename ... on UserError { message } } }
}`;

async function decidedCaseOfBuyerA(world: World): Promise<void> {
  const caseId = await openCaseOfBuyerA(world);
  const { client, admin } = world;
  await client.ask(decideKyc, { input: { caseId, decision: 'VERIFIED' } }, { token: admin.token });
}

/** A case of a person of its own for who may decide; for the others any. */
async function aCase(world: World, who: string): Promise<string> {
  if (who !== 'admin') return openCaseOfBuyerA(world);
  return submitPassport(world.client, await world.people.customer('kyc'));
}

export const placesMatrix = matrix(table, {
  'Query.suggestAddresses': {
    document: `query Matrix($input: SuggestAddressesInput!) {
      suggestAddresses(input: $input) { label street building city postalCode location { latitude longitude precision } }
    }`,
    variables: () => ({ input: { text: 'Abay 10, Alm', country: 'KZ' } }),
  },
  'Query.kycQueue': {
    document: `query Matrix {
      kycQueue(first: 2) { nodes { ${kycCase} } edges { cursor node { id } } pageInfo { endCursor } }
    }`,
    variables: async (world) => {
      await openCaseOfBuyerA(world);
      return {};
    },
  },
  'Query.kycCase': {
    ...byId(`query Matrix($id: ID!) { kycCase(id: $id) { ${kycCase} } }`, () => ''),
    variables: async (world) => ({ id: await openCaseOfBuyerA(world) }),
  },
  'Mutation.requestKycUpload': mutation(
    'requestKycUpload',
    'upload { documentId uploadUrl maximumBytes expiresAt }',
    () => ({ input: { kind: 'SELFIE' } }),
  ),
  'Mutation.submitKyc': mutation('submitKyc', 'kycCase { id }', async (world) => {
    await openCaseOfBuyerA(world);
    return { input: { documentIds: [await uploadPassport(world.client, world.buyerA)] } };
  }),
  'Mutation.claimKycCase': mutation('claimKycCase', 'kycCase { id claimedUntil }', async (world, who) => ({
    input: { caseId: await aCase(world, who) },
  })),
  'Mutation.decideKyc': mutation('decideKyc', 'kycCase { id decidedAt }', async (world, who) => ({
    input: { caseId: await aCase(world, who), decision: 'REJECTED', reason: 'It is blurred.' },
  })),
  'User.kycStatus': ofBuyerA('kycStatus'),
  'User.kyc': ofBuyerA(`kyc { ${kycCase} }`),
  'KycCase.decidedBy': ofBuyerA('kyc { decidedBy { id } }', true),
});
