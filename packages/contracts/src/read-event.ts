import { z } from 'zod';
import type { EventContract, EventEnvelope, EventOf } from './event.ts';

/** An event as the contract has it, or why it cannot be had. */
export type ReadEvent<Contract extends EventContract> =
  | { readonly kind: 'read'; readonly event: EventOf<Contract> }
  /** Published by a version of Caravan that is newer than this process. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Reads an event of the contract's type. An older version is brought up to the contract's; fields that the contract
 * does not know are left out, so that payloads may grow.
 */
export function readEvent<Contract extends EventContract>(
  contract: Contract,
  envelope: EventEnvelope,
): ReadEvent<Contract> {
  if (envelope.version > contract.version) return { kind: 'newer' };
  try {
    const parsed = contract.data.safeParse(upcast(contract, envelope));
    if (!parsed.success) return { kind: 'invalid', reason: z.prettifyError(parsed.error) };
    const event = { ...envelope, version: contract.version, data: parsed.data };
    return { kind: 'read', event: event as EventOf<Contract> };
  } catch (error) {
    // Its message may quote the payload.
    return { kind: 'invalid', reason: `an upcaster failed with ${error instanceof Error ? error.name : 'an error'}` };
  }
}

/** The payload in the contract's version; one of a newer version as it is, for those who make the best of it. */
export function upcast(contract: EventContract, { version, data }: Pick<EventEnvelope, 'version' | 'data'>): unknown {
  let current = data;
  for (let from = version; from < contract.version; from += 1) {
    const next = contract.upcasters?.[from];
    if (!next) throw new RangeError(`${contract.type} has no version ${from}`);
    current = next(current);
  }
  return current;
}
