/** Something kept, with the times of the machine's clock in milliseconds. */
export type Kept = { readonly text: string; readonly storedAt: number; readonly expiresAt: number };

export type KeptEntry = {
  readonly key: string;
  readonly kept: Kept;
  /** Dropping one of them drops the entry. */
  readonly tags: readonly string[];
};

/** Where answers are kept. It may forget anything at any time, and never fails: what cannot be had is not there. */
export type CacheStore = {
  /** One slot per key. */
  read(keys: readonly string[]): Promise<readonly (Kept | undefined)[]> | readonly (Kept | undefined)[];
  write(entries: readonly KeptEntry[]): void;
  drop(tags: readonly string[]): void;
  dropAll(): void;
  close(): Promise<void>;
};
