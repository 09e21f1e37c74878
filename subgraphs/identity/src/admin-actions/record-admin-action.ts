import { type AdminActionDetails, AdminActionRecorded } from '@caravan/contracts/identity-staff';
import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { Deps } from '../deps.ts';

export type AdminAction = {
  readonly caller: Caller;
  /** Name of the mutation. */
  readonly action: string;
  readonly entityType: 'User' | 'SystemSetting' | 'ApiKey' | 'KycCase';
  /** UUID, or the key of a setting. */
  readonly entityId: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
};

/** Writes down what somebody of the staff does, in the transaction that does it. Values hold no secret. */
export async function recordAdminAction(tx: Transaction, deps: Deps, action: AdminAction): Promise<void> {
  const { caller, oldValue, newValue, ...what } = action;
  const { id: adminId } = caller.principal;
  invariant(adminId, 'the staff is signed in');
  const details: AdminActionDetails = { oldValue, newValue, clientAddress: caller.clientAddress };
  const sealed = await deps.sealer.seal(adminId, details);
  await publish(tx, AdminActionRecorded, {
    subject: adminId,
    data: { actionId: newId(), adminId, ...what, details: sealed },
  });
}
