/** What is left of a person who was erased. */
export type Pseudonym = { readonly username: string; readonly email: string; readonly displayName: string };

/** @param random - 16 characters of a–z and 0–9 that nobody can guess or trace to the person. */
export function pseudonymOf(random: string): Pseudonym {
  const username = `deleted_${random}`;
  // RFC 2606 keeps `.invalid` free of mailboxes for ever.
  return { username, email: `${random}@erased.invalid`, displayName: 'Deleted user' };
}
