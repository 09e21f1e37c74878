import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { ok, type Result } from '@caravan/core/result';
import type { Deps } from '../deps.ts';
import { clientNetwork } from '../limits/limits.domain.ts';
import { take } from '../limits/limits.usecases.ts';
import { deleteAttemptsBefore } from './external-logins.store.ts';
import type { ProviderClient } from './providers/provider.ts';

/** Of the router; shows what came back where there is no front end yet, and takes Apple's form. */
export const callbackPath = '/account/external/callback';

/** Pages that people may be sent back to; the first is the default. */
export function redirectUris({ externalLogins, isProduction, publicUrl }: Deps): string[] {
  const ownPage = new URL(callbackPath, publicUrl()).href;
  return [...externalLogins.redirectUris, ...(isProduction ? [] : [ownPage])];
}

/** Where the provider sends people: a form goes to us, since no page of a front end can read one. */
export function providerRedirectUri(deps: Deps, { postsForm }: ProviderClient, redirectUri: string): string {
  return postsForm ? new URL(`${callbackPath}/form`, deps.publicUrl()).href : redirectUri;
}

/** Counts a step of social log-in for the client's network. */
export async function takeStep(
  deps: Deps,
  { clientAddress }: Pick<Caller, 'clientAddress'>,
  step: 'begin' | 'complete' | 'callback',
): Promise<Result<null, RateLimited>> {
  if (clientAddress === null) return ok(null);
  const points = deps.externalLogins.perMinute;
  const subject = clientNetwork(clientAddress);
  return take(deps, [{ name: `external log-in: ${step}`, subject, points, windowSeconds: 60 }]);
}

export function forgetEndedAttempts(deps: Deps): Promise<void> {
  return deleteAttemptsBefore(deps.database.query, deps.now());
}
