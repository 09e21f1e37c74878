import { unique } from '@caravan/testkit/caravan';
import { matrix } from './matrix.ts';
import { mutation } from './operations.ts';

const table = `
  field                         rule           nobody           guest            buyerA                buyerB                vendorX               vendorY               admin
  Mutation.requestPasswordReset public         ok               ok               ok                    ok                    ok                    ok                    ok
  Mutation.resetPassword        public         ResetInvalid     ResetInvalid     ResetInvalid          ResetInvalid          ResetInvalid          ResetInvalid          ResetInvalid
  Mutation.resetPasswordByCode  public         ResetInvalid     ResetInvalid     ResetInvalid          ResetInvalid          ResetInvalid          ResetInvalid          ResetInvalid
  Mutation.changePassword       authenticated  UNAUTHENTICATED  UNAUTHENTICATED  CurrentPasswordWrong  CurrentPasswordWrong  CurrentPasswordWrong  CurrentPasswordWrong  CurrentPasswordWrong
  Mutation.setPassword          authenticated  UNAUTHENTICATED  UNAUTHENTICATED  PasswordAlreadySet    PasswordAlreadySet    PasswordAlreadySet    PasswordAlreadySet    PasswordAlreadySet
`;

const newPassword = 'Aa1-another-password';
const unknownEmail = () => `${unique('unknown')}@test.caravan.example`;

export const passwordsMatrix = matrix(table, {
  'Mutation.requestPasswordReset': mutation('requestPasswordReset', 'resetSentTo', () => ({
    input: { email: unknownEmail() },
  })),
  'Mutation.resetPassword': mutation('resetPassword', 'endedSessions', () => ({
    input: { token: unique('token'), newPassword },
  })),
  'Mutation.resetPasswordByCode': mutation('resetPasswordByCode', 'endedSessions', () => ({
    input: { email: unknownEmail(), code: '000000', newPassword },
  })),
  'Mutation.changePassword': mutation('changePassword', 'endedSessions', () => ({
    input: { currentPassword: 'Aa1-not-the-password', newPassword },
  })),
  'Mutation.setPassword': mutation('setPassword', 'user { id }', () => ({ input: { newPassword } })),
});
