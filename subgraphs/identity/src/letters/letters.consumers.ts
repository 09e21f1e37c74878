import { letterConsumer } from '@caravan/letters/letter-consumer';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { queueLetter } from './letters.usecases.ts';

/** Tells people what their accounts need of them, until messaging does. */
export const accountLetters = letterConsumer<Deps>('identity.letters', (deps) => ({
  sealer: deps.sealer,
  // Locked, so that no letter is put beside an erasure that has just forgotten those before.
  findRecipient: (tx, userId) => lockPerson(tx, userId),
  put: (tx, outgoing) => queueLetter(tx, deps, outgoing),
  links: {
    verifyEmail: (token) => linkTo(deps, deps.settings.verifyEmailUrl, token),
    resetPassword: (token) => linkTo(deps, deps.settings.resetPasswordUrl, token),
  },
}));

/** A page's address with the token; relative ones are the router's own. */
function linkTo({ publicUrl }: Deps, page: string, token: string): string {
  const url = new URL(page, publicUrl());
  url.searchParams.set('token', token);
  return url.href;
}
