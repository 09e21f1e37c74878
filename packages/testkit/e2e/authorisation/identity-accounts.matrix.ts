import { randomInt } from 'node:crypto';
import { unique } from '@caravan/testkit/caravan';
import { matrix } from './matrix.ts';
import { byId, input, mutation } from './operations.ts';

const table = `
  field                                   rule           nobody                   guest                    buyerA                   buyerB                   vendorX                  vendorY                  admin
  Mutation.verifyEmailByLink              public         VerificationLinkInvalid  VerificationLinkInvalid  VerificationLinkInvalid  VerificationLinkInvalid  VerificationLinkInvalid  VerificationLinkInvalid  VerificationLinkInvalid
  Mutation.requestPhoneVerification       authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.requestPhoneVerification/none  authenticated  UNAUTHENTICATED          UNAUTHENTICATED          InvalidInput             InvalidInput             InvalidInput             InvalidInput             InvalidInput
  Mutation.verifyPhone                    authenticated  UNAUTHENTICATED          UNAUTHENTICATED          PhoneCodeInvalid         PhoneCodeInvalid         PhoneCodeInvalid         PhoneCodeInvalid         PhoneCodeInvalid
  User.phoneVerified                      -              UNAUTHENTICATED          UNAUTHENTICATED          ok                       null                     null                     null                     ok
  Mutation.removePhone                    authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.requestEmailChange             authenticated  UNAUTHENTICATED          UNAUTHENTICATED          CurrentPasswordWrong     CurrentPasswordWrong     CurrentPasswordWrong     CurrentPasswordWrong     CurrentPasswordWrong
  Mutation.requestEmailChange/proven      authenticated  UNAUTHENTICATED          UNAUTHENTICATED          ok                       ok                       ok                       ok                       ok
  Mutation.confirmEmailChange             authenticated  UNAUTHENTICATED          UNAUTHENTICATED          VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid  VerificationCodeInvalid
`;

const anyPhone = () => `+7701${randomInt(1_000_000, 10_000_000)}`;

export const accountsMatrix = matrix(table, {
  'Mutation.verifyEmailByLink': mutation('verifyEmailByLink', 'user { id }', () => ({
    input: { token: 'no-such-token' },
  })),
  'Mutation.requestPhoneVerification': mutation('requestPhoneVerification', 'verificationSentTo', () => ({
    input: { phone: anyPhone() },
  })),
  'Mutation.requestPhoneVerification/none': mutation('requestPhoneVerification', 'verificationSentTo', () => ({
    input: { phone: '+99912345678' },
  })),
  'Mutation.verifyPhone': mutation('verifyPhone', 'user { id }', () => ({
    input: { phone: anyPhone(), code: '000000' },
  })),
  'User.phoneVerified': byId(
    'query Matrix($id: ID!) { order(id: $id) { buyer { phoneVerified } } }',
    ({ trade }) => trade.orderId,
  ),
  'Mutation.requestEmailChange': mutation('requestEmailChange', 'verificationSentTo', () => ({
    input: { newEmail: `${unique('other')}@test.caravan.example`, currentPassword: 'Aa1-not-the-password' },
  })),
  'Mutation.requestEmailChange/proven': mutation(
    'requestEmailChange',
    'verificationSentTo',
    input((world, who) => ({
      newEmail: `${unique('other')}@test.caravan.example`,
      currentPassword: who === 'nobody' || who === 'guest' ? null : world[who].password,
    })),
  ),
  'Mutation.confirmEmailChange': mutation('confirmEmailChange', 'user { id }', () => ({ input: { code: '000000' } })),
  'Mutation.removePhone': { document: 'mutation Matrix { removePhone { user { id phone } } }' },
});
