import { type InvalidInput, invalidInput, type RateLimited } from '@caravan/core/errors';
import { passwordProblems, type RegistrationFacts } from '../accounts/accounts.domain.ts';
import type { FreshSignInRequired } from '../sessions/sessions.domain.ts';

export type ResetInvalid = { kind: 'ResetInvalid'; path: readonly string[] };
export type CurrentPasswordWrong = { kind: 'CurrentPasswordWrong'; path: readonly string[] };
export type PasswordAlreadySet = { kind: 'PasswordAlreadySet'; path: readonly string[] };

export type ResetPasswordError = InvalidInput | ResetInvalid | RateLimited;
export type ChangePasswordError = InvalidInput | CurrentPasswordWrong | RateLimited;
export type SetPasswordError = InvalidInput | PasswordAlreadySet | FreshSignInRequired;

export const linkInvalid: ResetInvalid = { kind: 'ResetInvalid', path: ['input', 'token'] };
export const codeInvalid: ResetInvalid = { kind: 'ResetInvalid', path: ['input', 'code'] };
export const currentPasswordWrong: CurrentPasswordWrong = {
  kind: 'CurrentPasswordWrong',
  path: ['input', 'currentPassword'],
};
export const passwordAlreadySet: PasswordAlreadySet = { kind: 'PasswordAlreadySet', path: ['input'] };

const newPasswordPath = ['input', 'newPassword'];
export const passwordUnchanged = invalidInput(newPasswordPath, 'This is the password already.');

/** Everything that is wrong with a new password. */
export function newPasswordErrors(
  password: string,
  facts: Pick<RegistrationFacts, 'isCommonPassword'>,
): InvalidInput[] {
  return passwordProblems(password, facts).map((message) => invalidInput(newPasswordPath, message));
}
