import type { DataOf } from '@caravan/contracts/event';
import type {
  ExternalLoginChanged,
  KycDecided,
  MfaChanged,
  PasswordChanged,
  PasswordResetSecret,
  VerificationSecret,
} from '@caravan/contracts/identity';
import { type Letter, writeLetter } from './letter.ts';

const notYou = 'If it was not you, change your password now and look at your sessions.';

export function verificationLetter(
  { username, code, minutes }: Extract<VerificationSecret, { kind: 'CODE' }>,
  url: string | null,
): Letter {
  return writeLetter({
    subject: 'Your Caravan code',
    paragraphs: [`This confirms the email of the account "${username}". It works for ${duration(minutes)}.`],
    code,
    ...(url && { link: { label: 'Confirm without typing', url } }),
    footnote: `If you did not ask for the account "${username}", ignore this mail.`,
  });
}

export function verificationText({ code, minutes }: Extract<VerificationSecret, { kind: 'CODE' }>): string {
  return `${code} is your Caravan code. It works for ${duration(minutes)}. Tell it to nobody.`;
}

export function takenEmailLetter({ username }: { username: string }): Letter {
  return writeLetter({
    subject: 'You have a Caravan account already',
    paragraphs: [
      `Somebody, perhaps you, asked for a new account with this email. It belongs to the account "${username}" already: log in with it, or reset its password.`,
    ],
    footnote: 'If it was not you, nothing needs to be done. Nobody was told that the account exists.',
  });
}

export function passwordResetLetter(
  { username }: { username: string },
  { code, codeMinutes, linkMinutes }: PasswordResetSecret,
  url: string,
): Letter {
  return writeLetter({
    subject: 'Choose a new Caravan password',
    paragraphs: [
      `Somebody, perhaps you, forgot the password of the account "${username}".`,
      `The link works for ${duration(linkMinutes)}, the code for ${duration(codeMinutes)}, and only the newest of them. A new password ends all sessions.`,
    ],
    code,
    link: { label: 'Choose a new password', url },
    footnote: 'If it was not you, nothing needs to be done: the password stays as it is.',
  });
}

export function lockedLetter({ username }: { username: string }, { minutes }: { minutes: number }): Letter {
  return writeLetter({
    subject: 'Your Caravan account is locked for a while',
    paragraphs: [
      `Many log-ins to the account "${username}" in a row had a wrong password. It is locked for ${minutes} minutes, also for the right one. A reset of the password ends the lock at once.`,
    ],
    footnote: 'If it was not you, your password is still safe as long as nobody else knows it.',
  });
}

export function passwordChangedLetter(
  { username }: { username: string },
  { how }: Pick<DataOf<typeof PasswordChanged>, 'how'>,
): Letter {
  const said = how === 'FIRST' ? 'has a password now' : 'has a new password';
  return writeLetter({
    subject: 'Your Caravan password was changed',
    paragraphs: [`The account "${username}" ${said}. ${how === 'RESET' ? 'All' : 'All other'} sessions ended.`],
    footnote:
      'If it was not you, reset your password at once: whoever did it knows the one before, or reads your mail.',
  });
}

export function emailChangeLetter({ username }: { username: string }, isDone: boolean): Letter {
  return writeLetter({
    subject: isDone ? 'Your Caravan account has another email' : 'Another email for your Caravan account',
    paragraphs: [
      isDone
        ? `The account "${username}" has another email now. This one signs in no more.`
        : `Somebody who is signed in to the account "${username}" asked for another email. It changes once the code that was sent there is given.`,
    ],
    footnote: isDone ? 'If it was not you, tell customer service at once.' : notYou,
  });
}

const mfaSentences: Record<DataOf<typeof MfaChanged>['change'], string> = {
  ENABLED: 'asks for a second factor from now on. Keep the recovery codes where you find them without your phone.',
  DISABLED: 'asks for no second factor any more.',
  RECOVERY_CODES_RENEWED: 'has new recovery codes; the ones before do not work any more.',
  RECOVERY_CODE_USED: 'was signed in to with a recovery code, which does not work again.',
};

export function mfaChangedLetter(
  { username }: { username: string },
  { change, recoveryCodesLeft }: Pick<DataOf<typeof MfaChanged>, 'change' | 'recoveryCodesLeft'>,
): Letter {
  const left = change === 'DISABLED' ? [] : [`Recovery codes that work: ${recoveryCodesLeft}.`];
  return writeLetter({
    subject: 'The second factor of your Caravan account',
    paragraphs: [`The account "${username}" ${mfaSentences[change]}`, ...left],
    footnote: notYou,
  });
}

const providerNames = { GOOGLE: 'Google', APPLE: 'Apple', FACEBOOK: 'Facebook' } as const;

export function externalLoginLetter(
  { username }: { username: string },
  { provider, change }: Pick<DataOf<typeof ExternalLoginChanged>, 'provider' | 'change'>,
): Letter {
  const name = providerNames[provider];
  const said =
    change === 'LINKED' ? `can be signed in to with ${name} now` : `cannot be signed in to with ${name} any more`;
  return writeLetter({
    subject: `${name} and your Caravan account`,
    paragraphs: [`The account "${username}" ${said}.`],
    footnote: notYou,
  });
}

export function kycLetter(
  { username }: { username: string },
  { decision, reason }: Pick<DataOf<typeof KycDecided>, 'decision'> & { reason: string | null },
): Letter {
  const isVerified = decision === 'VERIFIED';
  return writeLetter({
    subject: isVerified ? 'You are verified on Caravan' : 'Your documents were not accepted',
    paragraphs: isVerified
      ? [`The documents of the account "${username}" were checked: you are verified.`]
      : [`The documents of the account "${username}" were checked and not accepted.`, ...(reason ? [reason] : [])],
    footnote: isVerified ? 'Nothing needs to be done.' : 'You can submit documents again.',
  });
}

function duration(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
}
