import type { Connection, PageArguments } from '@caravan/core/pages';
import type { Caller } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import { requireScope } from '../roles/roles.usecases.ts';
import { readFilter, type UserFilter } from './user-search.domain.ts';
import { selectUserPage } from './user-search.store.ts';

/** Name of the list in cursors: newest first. */
const list = 'users';

/**
 * People that fit the filter, for the staff.
 *
 * @throws CaravanError `FORBIDDEN` without the scope, `BAD_USER_INPUT` for a filter that cannot be used.
 */
export async function searchUsers(
  deps: Deps,
  caller: Caller,
  { filter, page }: { filter: UserFilter; page: PageArguments },
): Promise<Connection<{ id: string }>> {
  requireScope(caller, 'user:read:any');
  const criteria = readFilter(filter);
  const request = deps.pager.request(list, page);
  const rows = await selectUserPage(deps.database.query, criteria, request);
  return deps.pager.connection(list, request, rows, ({ id }) => [id]);
}
