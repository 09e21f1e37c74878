import { type AdminActionDetails, adminActionDetails } from '@caravan/contracts/identity-staff';
import { CaravanError } from '@caravan/core/errors';
import type { Connection, PageArguments } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import { requireScope } from '../roles/roles.usecases.ts';
import { type AdminAction, type AdminActionCriteria, selectAdminActionPage } from './admin-actions.store.ts';

const list = 'admin actions';

/**
 * What the staff did, the newest first.
 *
 * @throws CaravanError `FORBIDDEN` without the scope, `BAD_USER_INPUT` for an entity's id without its type.
 */
export async function listAdminActions(
  deps: Deps,
  caller: Caller,
  { filter, page }: { filter: AdminActionCriteria; page: PageArguments },
): Promise<Connection<AdminAction>> {
  requireScope(caller, 'audit:read');
  if (filter.entityId && !filter.entityType) {
    throw new CaravanError('BAD_USER_INPUT', 'filter.entityId needs filter.entityType.');
  }
  const request = deps.pager.request(list, page);
  const rows = await selectAdminActionPage(deps.database.query, filter, request);
  return deps.pager.connection(list, request, rows, ({ at, id }) => [at.toISOString(), id]);
}

/** What was sealed with each action, in their order; null where the admin was erased. Whoever asks has been checked. */
export async function readDetails(deps: Deps, actions: readonly AdminAction[]): Promise<(AdminActionDetails | null)[]> {
  const unsealed = await deps.sealer.unsealMany(actions.map(({ details }) => details));
  return unsealed.map((content) => (content === null ? null : adminActionDetails.parse(content)));
}
