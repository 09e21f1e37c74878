import type { RateLimited } from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Deps } from '../deps.ts';
import { keyedHash } from '../secrets.ts';
import { clientNetwork, type Limit, refusalOf } from './limits.domain.ts';
import { deleteEndedLimits, returnPoint, takePoint } from './limits.store.ts';

/**
 * Takes one point of each limit, in order, up to the first that has none left. What was taken before
 * a refusal is given back, so that refused tries of one client use up nobody else's limits.
 * Outside of any transaction: tries count also when what they tried is rolled back.
 */
export async function take(deps: Deps, limits: readonly Limit[]): Promise<Result<null, RateLimited>> {
  for (const [index, limit] of limits.entries()) {
    const now = deps.now();
    const resetsAt = new Date(now.getTime() + limit.windowSeconds * 1000);
    const usage = await takePoint(deps.database.query, { key: keyOf(deps, limit), now, resetsAt });
    const refusal = refusalOf(limit, usage, now);
    if (refusal) {
      await giveBack(deps, limits.slice(0, index));
      return fail(refusal);
    }
  }
  return ok(null);
}

export async function giveBack(deps: Deps, limits: readonly Limit[]): Promise<void> {
  for (const limit of limits) await returnPoint(deps.database.query, { key: keyOf(deps, limit), now: deps.now() });
}

/** The limit by where the caller calls from; none for calls that no client made. */
export function perNetwork({ clientAddress }: Caller, limit: Omit<Limit, 'subject'>): Limit[] {
  return clientAddress === null ? [] : [{ ...limit, subject: clientNetwork(clientAddress) }];
}

export function forgetEndedLimits(deps: Deps): Promise<void> {
  return deleteEndedLimits(deps.database.query, deps.now());
}

function keyOf(deps: Deps, { name, subject }: Limit): string {
  return keyedHash(deps.keys.limits, `${name}|${subject}`);
}
