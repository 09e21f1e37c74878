/** What a thread that hashes is asked; one at a time. */
export type HashTask =
  | { readonly kind: 'hash'; readonly password: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly password: string; readonly hash: string };

/** The hash, or whether the password has it. */
export type Hashed = { readonly value: string | boolean; readonly milliseconds: number };

export type HashAnswer = Hashed | { readonly problem: string };
