import { randomBytes } from 'node:crypto';
import { recoveryAlphabet } from './mfa.domain.ts';

export const recoveryCodeCount = 10;
const length = 10;

/** 10 codes of 50 random bits each, shown as `XXXXX-XXXXX`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const text = Array.from(randomBytes(length), (byte) => recoveryAlphabet[byte % recoveryAlphabet.length]).join('');
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
}
