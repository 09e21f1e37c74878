import * as checkout from './checkout.ts';
import type { EventContract } from './event.ts';
import * as identity from './identity.ts';
import * as identityStaff from './identity-staff.ts';
import * as marketplace from './marketplace.ts';
import * as payments from './payments.ts';

/** Every declared event, by its type. */
export const allEvents: ReadonlyMap<string, EventContract> = new Map(
  [identity, identityStaff, marketplace, payments, checkout]
    .flatMap((module) => Object.values(module) as unknown[])
    .filter(isEventContract)
    .map((contract) => [contract.type, contract]),
);

function isEventContract(value: unknown): value is EventContract {
  return typeof value === 'object' && value !== null && 'topic' in value && 'data' in value && 'type' in value;
}
