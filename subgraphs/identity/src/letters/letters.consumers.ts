import { letterConsumer } from '@caravan/letters/letter-consumer';
import { findPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { queueLetter } from './letters.usecases.ts';

/** Tells people what their accounts need of them, until messaging does. */
export const accountLetters = letterConsumer<Deps>('identity.letters', (deps) => ({
  sealer: deps.sealer,
  findRecipient: async (tx, userId) => {
    const person = await findPerson(tx, userId);
    return person && !person.erasedAt ? person : null;
  },
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
