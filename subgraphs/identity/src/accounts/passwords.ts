import { availableParallelism } from 'node:os';
import { CaravanError } from '@caravan/core/errors';
import { dictionary } from '@zxcvbn-ts/language-common';
import bcrypt from 'bcrypt';
import type { Hashed } from './hash-messages.ts';
import { type HashThreads, hashThreads } from './hash-threads.ts';

export type Hashing = {
  hash(password: string): Promise<string>;
  /** Takes as long for `null` (no such account) as for a hash. */
  matches(password: string, hash: string | null): Promise<boolean>;
};

export type Passwords = Hashing & {
  /**
   * Keeps room in the queue for work that hashes, so that it is refused before it has begun.
   *
   * @throws CaravanError `UNAVAILABLE` when there is more to hash already than can be done in time.
   */
  withRoom<Value>(work: (hashing: Hashing) => Promise<Value>): Promise<Value>;
  /** Whether the hash was made with a lower cost than hashes are made with now. */
  isWeak(hash: string): boolean;
};

type Options = {
  /** Work factor of bcrypt: 2^cost rounds. */
  readonly cost: number;
  /** 0 for as many as there are processors, less one. */
  readonly atOnce: number;
  /** Longest wait for a turn, as expected when it is asked for. */
  readonly waitMs: number;
};

/** What a round takes at first guess; bcrypt of cost 12 takes a quarter of a second. */
const roundMs = 0.06;

export function createPasswords({ cost, atOnce, waitMs }: Options): Passwords {
  const threadCount = atOnce || Math.max(1, availableParallelism() - 1);
  const threads = hashThreads(threadCount);
  const open = hashingOn(threads, cost);
  let inside = 0;
  /** Of all that one piece of work has hashed. */
  let meanMs = 2 ** cost * roundMs;
  const withRoom: Passwords['withRoom'] = async (work) => {
    const expectedMs = (inside * meanMs) / threadCount;
    if (inside >= threadCount && expectedMs > waitMs) throw tooMany(expectedMs);
    inside += 1;
    let spentMs = 0;
    try {
      return await work(open((milliseconds) => (spentMs += milliseconds)));
    } finally {
      inside -= 1;
      if (spentMs > 0) meanMs = meanMs * 0.9 + spentMs * 0.1;
    }
  };
  return {
    hash: (password) => withRoom(({ hash }) => hash(password)),
    matches: (password, hash) => withRoom(({ matches }) => matches(password, hash)),
    withRoom,
    isWeak: (hash) => bcrypt.getRounds(hash) < cost,
  };
}

/** @returns Hashing that tells what each hash has taken. */
function hashingOn(threads: HashThreads, cost: number): (spend: (milliseconds: number) => void) => Hashing {
  const hash = (password: string) => threads.run({ kind: 'hash', password, cost });
  let decoy: Promise<Hashed> | undefined;
  return (spend) => ({
    async hash(password) {
      const { value, milliseconds } = await hash(password);
      spend(milliseconds);
      return String(value);
    },
    async matches(password, ofAccount) {
      decoy ??= hash('nobody has this password');
      const { value: ofNobody } = await decoy;
      const { value, milliseconds } = await threads.run({
        kind: 'compare',
        password,
        hash: ofAccount ?? String(ofNobody),
      });
      spend(milliseconds);
      return ofAccount !== null && value === true;
    },
  });
}

function tooMany(expectedMs: number): CaravanError {
  const retryAfterSeconds = Math.max(1, Math.ceil(expectedMs / 1_000));
  return new CaravanError('UNAVAILABLE', 'Too many passwords are being checked right now; try again in a moment.', {
    retryAfterSeconds,
  });
}

/** Sorted by how often people use them. */
const mostCommon = new Set(dictionary['passwords-common'].slice(0, 10_000));

/** Whether it is one of the 10,000 most common passwords, without regard to case. */
export function isCommonPassword(password: string): boolean {
  return mostCommon.has(password.toLowerCase());
}
