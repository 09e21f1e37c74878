import { blockReason, type SignInOrigin, signInOrigin } from '@caravan/contracts/identity';
import { invariant } from '@caravan/core/errors';
import type { Connection, PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { AuditEvent } from './activity.domain.ts';
import { deleteAuditEventsBefore, selectActivityPages } from './activity.store.ts';

/** What was sealed with an entry: where it came from, or why it was done. */
export type Unsealed = { readonly origin: SignInOrigin | null; readonly reason: string | null };

const list = 'activity';
const dayMs = 86_400_000;

/** The same page of what happened to several people; null for those whom the viewer may not see into. */
export async function listActivity(
  deps: Deps,
  viewer: Principal,
  { userIds, page }: { userIds: readonly string[]; page: PageArguments },
): Promise<(Connection<AuditEvent> | null)[]> {
  const request = deps.pager.request(list, page);
  const allowed = userIds.filter((id) => isOneself(viewer, id) || hasScope(viewer, 'audit:read'));
  const rows = allowed.length > 0 ? await selectActivityPages(deps.database.query, allowed, request) : [];
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  return userIds.map((id) => {
    if (!allowed.includes(id)) return null;
    return deps.pager.connection(list, request, byUser.get(id) ?? [], (event) => [event.at.toISOString(), event.id]);
  });
}

/** What was sealed with each entry, in their order. Why somebody was blocked is for the staff alone. */
export async function unsealActivity(
  deps: Deps,
  viewer: Principal,
  events: readonly AuditEvent[],
): Promise<Unsealed[]> {
  const sealed = events.map((event) => event.sealed);
  const contents = await deps.sealer.unsealMany(sealed.filter((each) => each !== null));
  let next = 0;
  return events.map((event) => {
    const content = event.sealed === null ? null : contents[next++];
    if (content === null || content === undefined) return { origin: null, reason: null };
    if (event.kind !== 'BLOCKED') return { origin: signInOrigin.parse(content), reason: null };
    const { reason } = blockReason.parse(content);
    return { origin: null, reason: hasScope(viewer, 'audit:read') ? reason : null };
  });
}

export async function forgetOldActivity(deps: Deps): Promise<void> {
  const { auditDays } = deps.settings;
  invariant(auditDays > 0, 'activity is kept for a day at least');
  await deleteAuditEventsBefore(deps.database.query, new Date(deps.now().getTime() - auditDays * dayMs));
}

function isOneself(viewer: Principal, userId: string): boolean {
  return viewer.kind === 'user' && viewer.id === userId;
}
