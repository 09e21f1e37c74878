import type { Caller, Role } from '@caravan/core/principal';
import { type Consumer, subscriptionFor } from '@caravan/events/consumer';
import type { Deps } from '../src/deps.ts';
import { giveRole } from '../src/roles/roles.usecases.ts';
import { callerAt, principalOf, type TestIdentity, type TestPerson, verified } from './identity.ts';

export type TestStaff = TestPerson & { readonly caller: Caller };

/** Somebody new with roles, and how they call. */
export async function withRoles(identity: TestIdentity, ...roles: Role[]): Promise<TestStaff> {
  const person = await verified(identity);
  const { deps } = identity;
  await deps.database.transaction(async (tx) => {
    for (const role of roles) await giveRole(tx, deps, { userId: person.id, role, grantedBy: null });
  });
  return { ...person, caller: callerAt('2001:db8::1', principalOf(person.id, ['CUSTOMER', ...roles])) };
}

/** Hands all events of a type to a consumer, as often as it is called. */
export async function deliver(identity: TestIdentity, to: Consumer<Deps>, type: string): Promise<void> {
  const { deps } = identity;
  for (const envelope of await identity.events(type)) {
    await deps.database.transaction(async (tx) => {
      await subscriptionFor(to, envelope)?.handle(deps, tx, envelope);
    });
  }
}
