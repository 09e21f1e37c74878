import { KycDecided } from '@caravan/contracts/identity';
import { CaravanError, type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { toTypeId } from '@caravan/core/ids';
import { type Caller, hasScope } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import { openAdminRecord } from '@caravan/subgraph/record-admin-action';
import { lockPerson } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { sealUnlessErased } from '../sealing.ts';
import { isClaimedByAnother, type KycCase, type KycCaseStatus, type KycDecision, readReason } from './kyc.domain.ts';
import { findCase, lockCase, saveClaim, saveDecision } from './kyc.store.ts';

/** Nobody reviews their own documents. */
export type KycOfOneself = { kind: 'KycOfOneself'; path: readonly string[] };
export type KycAlreadyDecided = { kind: 'KycAlreadyDecided'; status: KycCaseStatus; decidedAt: Date | null };
export type KycCaseClaimed = { kind: 'KycCaseClaimed'; until: Date };
export type ClaimKycError = NotFound | KycOfOneself | KycAlreadyDecided | KycCaseClaimed;
export type DecideKycError = ClaimKycError | InvalidInput;

const path = ['input', 'caseId'];

/** Keeps an open case for one reviewer for a while, so that no two work on it. Claiming it again prolongs that. */
export async function claimKycCase(
  deps: Deps,
  { caller, caseId }: { caller: Caller; caseId: string },
): Promise<Result<KycCase, ClaimKycError>> {
  const reviewerId = reviewerOf(caller);
  const record = await openAdminRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const open = await lockReviewable(tx, deps, { reviewerId, caseId });
    if (!open.ok) return open;
    const claimedUntil = new Date(deps.now().getTime() + deps.settings.kycClaimSeconds * 1000);
    const claim = { claimedBy: reviewerId, claimedUntil };
    await saveClaim(tx, caseId, claim);
    const { claimedBy: before } = open.value;
    const [oldValue, newValue] = [{ claimedBy: shownId(before) }, { claimedBy: shownId(reviewerId) }];
    await record(tx, { ...actionOn(caseId), action: 'claimKycCase', oldValue, newValue });
    return ok({ ...open.value, ...claim });
  });
}

export type DecideKycCommand = {
  readonly caller: Caller;
  readonly caseId: string;
  readonly decision: KycDecision;
  readonly reason: string | null;
};

/** Decides an open case, once: of two reviewers at the same time, one does. The person is told. */
export async function decideKyc(deps: Deps, command: DecideKycCommand): Promise<Result<KycCase, DecideKycError>> {
  const { caller, caseId, decision } = command;
  const reviewerId = reviewerOf(caller);
  const reason = readReason(decision, command.reason);
  if (reason !== null && typeof reason !== 'string') return fail(reason);
  const found = await findCase(deps.database.query, caseId);
  if (!found) return fail(notFound(path));
  const { userId } = found;
  const sealed = await sealUnlessErased(deps, userId, reason ?? '');
  if (!sealed) return fail(notFound(path));
  const record = await openAdminRecord(deps, caller);

  return deps.database.transaction(async (tx) => {
    await lockPerson(tx, userId);
    const open = await lockReviewable(tx, deps, { reviewerId, caseId });
    if (!open.ok) return open;
    const outcome = { status: decision, decidedAt: deps.now(), decidedBy: reviewerId, reason };
    const decided = await saveDecision(tx, caseId, outcome);
    if (!decided) return fail({ kind: 'KycAlreadyDecided', status: open.value.status, decidedAt: null });
    await publish(tx, KycDecided, {
      subject: userId,
      data: { userId, caseId, decision, decidedBy: reviewerId, reason: sealed },
    });
    // The reason stays with the case: it may tell of the person, and goes with them.
    const [oldValue, newValue] = [{ status: 'PENDING' }, { status: decision }];
    await record(tx, { ...actionOn(caseId), action: 'decideKyc', oldValue, newValue });
    return ok(decided);
  });
}

/** The case, when it waits for a decision that this reviewer may make. */
async function lockReviewable(
  tx: Transaction,
  deps: Deps,
  { reviewerId, caseId }: { reviewerId: string; caseId: string },
): Promise<Result<KycCase, ClaimKycError>> {
  const kycCase = await lockCase(tx, caseId);
  if (!kycCase) return fail(notFound(path));
  const { status, decidedAt, claimedUntil } = kycCase;
  if (kycCase.userId === reviewerId) return fail({ kind: 'KycOfOneself', path });
  if (status !== 'PENDING') return fail({ kind: 'KycAlreadyDecided', status, decidedAt });
  if (claimedUntil && isClaimedByAnother(kycCase, reviewerId, deps.now()))
    return fail({ kind: 'KycCaseClaimed', until: claimedUntil });
  return ok(kycCase);
}

function reviewerOf({ principal }: Caller): string {
  if (principal.kind !== 'user' || principal.id === null || !hasScope(principal, 'kyc:review'))
    throw new CaravanError('FORBIDDEN', 'You may not review KYC cases.');
  return principal.id;
}

function shownId(userId: string | null): string | null {
  return userId === null ? null : toTypeId('user', userId);
}

function actionOn(caseId: string) {
  return { entityType: 'KycCase', entityId: caseId } as const;
}
