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
  /** Resolves when others find them, or cannot any time soon. */
  write(entries: readonly KeptEntry[]): Promise<void> | void;
  /** Resolves when nobody finds what had these tags, or not before it is dropped. */
  drop(tags: readonly string[]): Promise<void> | void;
  dropAll(): void;
  close(): Promise<void>;
};
