import { randomInt } from 'node:crypto';
import { uploadAvatar } from '@caravan/testkit/avatars';
import { matrix, type Operation, type Principal } from './matrix.ts';
import { mutation } from './operations.ts';
import type { World } from './world.ts';

const table = `
  field                         rule           nobody           guest            buyerA          buyerB          vendorX         vendorY         admin
  Mutation.requestAvatarUpload  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok              ok              ok              ok              ok
  Mutation.setAvatar            authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok              ok              ok              ok              ok
  Mutation.setAvatar/ofBuyerA   authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok              UploadNotFound  UploadNotFound  UploadNotFound  UploadNotFound
  Mutation.removeAvatar         authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok              ok              ok              ok              ok
  Mutation.saveNationalId       authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok              ok              ok              ok              ok
  Mutation.saveNationalId/none  authenticated  UNAUTHENTICATED  UNAUTHENTICATED  InvalidInput    InvalidInput    InvalidInput    InvalidInput    InvalidInput
  Mutation.removeNationalId     authenticated  UNAUTHENTICATED  UNAUTHENTICATED  ok              ok              ok              ok              ok
  User.firstName                -              UNAUTHENTICATED  UNAUTHENTICATED  ok              null            null            null            ok
  User.lastName                 -              UNAUTHENTICATED  UNAUTHENTICATED  ok              null            null            null            ok
  User.birthDate                -              UNAUTHENTICATED  UNAUTHENTICATED  ok              null            null            null            ok
  User.avatar                   -              UNAUTHENTICATED  UNAUTHENTICATED  ok              null            ok              null            ok
  User.nationalIds              -              UNAUTHENTICATED  UNAUTHENTICATED  ok              null            null            null            ok
  NationalId.number             -              UNAUTHENTICATED  UNAUTHENTICATED  ok              null            null            null            ok
`;

const errors = 'errors { __typename ... on UserError { message } }';
const updateProfile = `mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id firstName lastName birthDate } ${errors} } }`;
const setAvatar = `mutation SetAvatar($input: SetAvatarInput!) { setAvatar(input: $input) { user { id } ${errors} } }`;
const saveNationalId = `mutation SaveNationalId($input: SaveNationalIdInput!) { saveNationalId(input: $input) { nationalId { country masked number } ${errors} } }`;

const birthDate = '1990-05-17';
const iin = '900517412346';
const described = new WeakSet<World>();

/** Buyer A as whoever sees the order sees its buyer, who has told everything. */
function ofBuyerA(selection: string): Operation {
  return {
    document: `query Matrix($id: ID!) { order(id: $id) { buyer { ${selection} } } }`,
    variables: async (world) => {
      if (!described.has(world)) await describeBuyerA(world);
      described.add(world);
      return { id: world.trade.orderId };
    },
  };
}

async function describeBuyerA({ client, buyerA }: World): Promise<void> {
  const as = { token: buyerA.token };
  await client.mutate(updateProfile, { firstName: 'Aigerim', lastName: 'Kim', birthDate }, as);
  await client.mutate(saveNationalId, { country: 'KZ', number: iin }, as);
  await client.mutate(setAvatar, { fileId: (await uploadAvatar(client, buyerA)).fileId }, as);
}

/** An upload of whoever asks; of buyer A for those who may not upload. */
async function anUpload(world: World, who: Principal): Promise<string> {
  const { token = world.buyerA.token } = who === 'guest' ? {} : world.as(who);
  return (await uploadAvatar(world.client, { token })).fileId;
}

const anyPan = () => ({ country: 'IN', number: `MTXPA${randomInt(1_000, 10_000)}Z` });

export const profilesMatrix = matrix(table, {
  'Mutation.requestAvatarUpload': {
    document: `mutation Matrix { requestAvatarUpload { upload { fileId url expiresAt maximumBytes } ${errors} } }`,
  },
  'Mutation.setAvatar': mutation('setAvatar', 'user { id avatar { small medium large } }', async (world, who) => ({
    input: { fileId: await anUpload(world, who) },
  })),
  'Mutation.setAvatar/ofBuyerA': mutation('setAvatar', 'user { id }', async (world) => ({
    input: { fileId: await anUpload(world, 'buyerA') },
  })),
  'Mutation.removeAvatar': {
    document: 'mutation Matrix { removeAvatar { user { id avatar { small } } } }',
    // Buyer A's avatar is looked at by others.
    as: async (world, who) => (who === 'buyerA' ? world.people.customer('face') : world.as(who)),
  },
  'Mutation.saveNationalId': mutation('saveNationalId', 'nationalId { country masked number }', () => ({
    input: anyPan(),
  })),
  'Mutation.saveNationalId/none': mutation('saveNationalId', 'nationalId { country }', () => ({
    input: { country: 'KZ', number: '900517412340' },
  })),
  'Mutation.removeNationalId': mutation(
    'removeNationalId',
    'removedCountry user { id nationalIds { country } }',
    async (world, who) => {
      if (who !== 'nobody' && who !== 'guest') await world.client.mutate(saveNationalId, anyPan(), world.as(who));
      return { input: { country: 'IN' } };
    },
  ),
  'User.firstName': ofBuyerA('firstName'),
  'User.lastName': ofBuyerA('lastName'),
  'User.birthDate': ofBuyerA('birthDate'),
  'User.avatar': ofBuyerA('avatar { small medium large }'),
  'User.nationalIds': ofBuyerA('nationalIds { country masked }'),
  'NationalId.number': ofBuyerA('nationalIds { number }'),
});
