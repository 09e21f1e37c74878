import type { SignInOrigin } from '@caravan/contracts/identity';
import type { Caller } from '@caravan/core/principal';

/** Where a sign-in comes from. */
export function originOf({ clientAddress, userAgent }: Caller): SignInOrigin {
  return { clientAddress, userAgent: userAgent?.slice(0, 400) ?? null };
}
