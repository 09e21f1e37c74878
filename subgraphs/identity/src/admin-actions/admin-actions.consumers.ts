import { AdminActionRecorded } from '@caravan/contracts/identity-staff';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { insertAdminAction } from './admin-actions.store.ts';

/** Writes down what the staff did. */
export const adminActionsConsumer = consumer<Deps>('identity.admin-actions', [
  on(AdminActionRecorded, async (_deps: Deps, tx, { data, time }) => {
    const { actionId, ...action } = data;
    await insertAdminAction(tx, { id: actionId, at: new Date(time), ...action });
  }),
]);
