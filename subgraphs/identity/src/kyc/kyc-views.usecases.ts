import { CaravanError } from '@caravan/core/errors';
import type { Connection, PageArguments } from '@caravan/core/pages';
import { hasScope, type Principal } from '@caravan/core/principal';
import type { Deps } from '../deps.ts';
import type { KycCase, KycCaseStatus, KycDocument, KycStatus } from './kyc.domain.ts';
import { documentsOf, findCase, listCases, newestCases } from './kyc.store.ts';

/** How far somebody is, with the newest case when there is one. */
export type KycView = { readonly status: KycStatus; readonly kycCase: KycCase | null };

export type KycCasePage = Connection<KycCase>;

/** For each person how far they are; null where that is not for the viewer to know. */
export async function viewKyc(deps: Deps, viewer: Principal, userIds: readonly string[]): Promise<(KycView | null)[]> {
  const visible = userIds.filter((userId) => maySee(viewer, userId));
  const cases = visible.length > 0 ? await newestCases(deps.database.query, visible) : [];
  const byUser = new Map(cases.map((kycCase) => [kycCase.userId, kycCase]));
  return userIds.map((userId) => {
    if (!maySee(viewer, userId)) return null;
    const kycCase = byUser.get(userId) ?? null;
    return { status: kycCase?.status ?? 'NOT_STARTED', kycCase };
  });
}

/** The documents of each case that the viewer may see. That a reviewer looks at somebody's is logged. */
export async function viewDocuments(
  deps: Deps,
  viewer: Principal,
  caseIds: readonly string[],
): Promise<KycDocument[][]> {
  const documents = await documentsOf(deps.database.query, caseIds);
  const visible = documents.filter(({ userId }) => maySee(viewer, userId));
  const reviewed = new Set(visible.filter(({ userId }) => userId !== viewer.id).map(({ caseId }) => caseId));
  if (reviewed.size > 0)
    deps.logger.info({ caseIds: [...reviewed], reviewerId: viewer.id }, 'KYC documents were looked at');
  const byCase = Map.groupBy(visible, ({ caseId }) => caseId);
  return caseIds.map((caseId) => byCase.get(caseId) ?? []);
}

/** Where somebody who may see a document gets it, for some minutes: always as a download, never shown in our origin. */
export function linkTo(deps: Deps, document: KycDocument): string {
  return deps.files.signedUrl(document.id, 'download', deps.settings.kycDownloadSeconds);
}

/** Cases in one status, those that wait longest first. */
export async function kycQueue(
  deps: Deps,
  { viewer, status, page }: { viewer: Principal; status: KycCaseStatus; page: PageArguments },
): Promise<KycCasePage> {
  requireReviewer(viewer);
  const list = `kyc ${status}`;
  const request = deps.pager.request(list, page);
  const rows = await listCases(deps.database.query, status, request);
  return deps.pager.connection(list, request, rows, ({ id }) => [id]);
}

/** One case, for reviewers; null when there is none. */
export async function kycCaseFor(
  deps: Deps,
  { viewer, caseId }: { viewer: Principal; caseId: string },
): Promise<KycCase | null> {
  requireReviewer(viewer);
  return findCase(deps.database.query, caseId);
}

export function isReviewer(viewer: Principal): boolean {
  return viewer.kind === 'user' && hasScope(viewer, 'kyc:review');
}

function maySee(viewer: Principal, userId: string): boolean {
  return (viewer.kind === 'user' && viewer.id === userId) || isReviewer(viewer);
}

function requireReviewer(viewer: Principal): void {
  if (!isReviewer(viewer)) throw new CaravanError('FORBIDDEN', 'KYC cases are for reviewers.');
}
