import { dictionary } from '@zxcvbn-ts/language-common';
import bcrypt from 'bcrypt';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Takes as long for `null` (no such account) as for a hash. */
  matches(password: string, hash: string | null): Promise<boolean>;
  /** Whether the hash was made with a lower cost than hashes are made with now. */
  isWeak(hash: string): boolean;
};

/** @param cost - Work factor of bcrypt: 2^cost rounds. */
export function createPasswords(cost: number): Passwords {
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => bcrypt.hash(password, cost),
    async matches(password, hash) {
      decoy ??= bcrypt.hash('nobody has this password', cost);
      const decoyHash = await decoy;
      const matched = await bcrypt.compare(password, hash ?? decoyHash);
      return hash !== null && matched;
    },
    isWeak: (hash) => bcrypt.getRounds(hash) < cost,
  };
}

/** Sorted by how often people use them. */
const mostCommon = new Set(dictionary['passwords-common'].slice(0, 10_000));

/** Whether it is one of the 10,000 most common passwords, without regard to case. */
export function isCommonPassword(password: string): boolean {
  return mostCommon.has(password.toLowerCase());
}
