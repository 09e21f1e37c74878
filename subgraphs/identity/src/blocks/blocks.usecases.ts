import { type BlockReason, UserBlocked, UserUnblocked } from '@caravan/contracts/identity';
import { CaravanError, type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import type { Caller, Role } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { openAdminRecord, type RecordAdminAction } from '@caravan/subgraph/record-admin-action';
import type { Person } from '../accounts/accounts.domain.ts';
import { findPerson, lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { allScopes } from '../roles/roles.domain.ts';
import { lockAdminRoles, requireScope, rolesOf, staffOf, superAdmins } from '../roles/roles.usecases.ts';
import { endSessions } from '../sessions/sessions.usecases.ts';
import { blockRefusal, type NotBlockable, readReason } from './blocks.domain.ts';
import { saveBlock } from './blocks.store.ts';

export type UnblockCommand = { readonly caller: Caller; readonly userId: string };
export type BlockCommand = UnblockCommand & { readonly reason: string };
export type UnblockUserError = NotFound | NotBlockable;
export type BlockUserError = UnblockUserError | InvalidInput | { kind: 'LastSuperAdmin' };

const nobody = notFound(['input', 'userId']);

/** Keeps a person out: ends all sessions and lets no new one begin. Blocking who is blocked changes nothing. */
export async function blockUser(deps: Deps, command: BlockCommand): Promise<Result<string, BlockUserError>> {
  const { caller, userId } = command;
  requireScope(caller, 'user:block');
  const reason = readReason(command.reason);
  if (!reason.ok) return reason;
  const found = await findPerson(deps.database.query, userId);
  if (!found || found.erasedAt) return fail(nobody);
  const content: BlockReason = { reason: reason.value };
  const sealed = await deps.sealer.seal(userId, content);
  const record = await openAdminRecord(deps, caller);

  return deps.database.transaction(async (tx): Promise<Result<string, BlockUserError>> => {
    const locked = await lockBlockable(tx, command);
    if (!locked.ok) return locked;
    const { person, roles, adminId } = locked.value;
    if (person.blockedAt) return ok(userId);
    await saveBlock(tx, userId, { blockedAt: deps.now(), blockReason: reason.value, blockedBy: adminId });
    if (roles.includes('SUPER_ADMIN') && (await superAdmins(tx)) === 0) return fail({ kind: 'LastSuperAdmin' });
    await publish(tx, UserBlocked, { subject: userId, data: { userId, blockedBy: adminId, reason: sealed } });
    await endSessions(tx, deps, { userId, sessionId: null, reason: 'BLOCKED' });
    await recordChange(tx, record, { userId, isBlocked: true });
    return ok(userId);
  });
}

/** Lets a blocked person in again. The sessions of before stay ended. */
export async function unblockUser(deps: Deps, command: UnblockCommand): Promise<Result<string, UnblockUserError>> {
  const { caller, userId } = command;
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx): Promise<Result<string, UnblockUserError>> => {
    const locked = await lockBlockable(tx, command);
    if (!locked.ok) return locked;
    const { person, adminId } = locked.value;
    if (!person.blockedAt) return ok(userId);
    await saveBlock(tx, userId, null);
    await publish(tx, UserUnblocked, { subject: userId, data: { userId, unblockedBy: adminId } });
    await recordChange(tx, record, { userId, isBlocked: false });
    return ok(userId);
  });
}

/**
 * The person, when the caller may block them by the rights of now. Blocks wait for each other and for changes of admins,
 * so that two who block one another leave one; a sign-in waits for the person's row, so none is left open beside a block.
 */
async function lockBlockable(
  tx: Transaction,
  { caller, userId }: UnblockCommand,
): Promise<Result<{ person: Person; roles: readonly Role[]; adminId: string }, UnblockUserError>> {
  await lockAdminRoles(tx);
  const by = await staffOf(tx, caller, 'user:block');
  if (!allScopes(by.rights).includes('user:block')) throw new CaravanError('FORBIDDEN', 'You may not block people.');
  const person = await lockPerson(tx, userId);
  if (!person) return fail(nobody);
  const roles = (await rolesOf(tx, [userId])).get(userId) ?? [];
  const refusal = blockRefusal(by, { person, rights: { roles } });
  return refusal ? fail(refusal) : ok({ person, roles, adminId: by.id });
}

/** The reason is about the person, so it is not written down under the admin's name. */
async function recordChange(
  tx: Transaction,
  record: RecordAdminAction,
  { userId, isBlocked }: { userId: string; isBlocked: boolean },
): Promise<void> {
  const [active, blocked] = [{ status: 'ACTIVE' }, { status: 'BLOCKED' }];
  await record(tx, {
    action: isBlocked ? 'blockUser' : 'unblockUser',
    entityType: 'User',
    entityId: userId,
    oldValue: isBlocked ? active : blocked,
    newValue: isBlocked ? blocked : active,
  });
}
