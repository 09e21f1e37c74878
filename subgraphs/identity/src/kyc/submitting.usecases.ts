import { type InvalidInput, invalidInput, type RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { lockOneself } from '../accounts/usecases/people.ts';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { documentProblems, type KycCase, type KycStatus, nextStatuses, provesIdentity } from './kyc.domain.ts';
import { findDocuments, insertCase, newestCases, submitDocument } from './kyc.store.ts';
import { type DocumentProblem, type Inspected, inspect } from './uploads.usecases.ts';

export type KycDocumentRefused = {
  kind: 'KycDocumentRefused';
  path: readonly string[];
  documentId: string;
  problem: DocumentProblem;
};
export type KycNotSubmittable = { kind: 'KycNotSubmittable'; status: KycStatus };
export type SubmitKycError = InvalidInput | KycDocumentRefused | KycNotSubmittable | RateLimited;

type Accepted = Inspected & { readonly id: string };

/** Submits one's documents: reviewers decide. A person waits for one decision at a time. */
export async function submitKyc(
  deps: Deps,
  { userId, documentIds }: { userId: string; documentIds: readonly string[] },
): Promise<Result<KycCase, SubmitKycError>> {
  const [problem, ...more] = documentProblems(documentIds);
  if (problem) return fail(problem, ...more);
  const points = deps.settings.kycSubmissionsPerDay;
  const turn = await take(deps, [{ name: 'kyc submissions', subject: userId, points, windowSeconds: 86_400 }]);
  if (!turn.ok) return turn;
  const accepted = await inspectAll(deps, { userId, documentIds });
  if (!accepted.ok) return accepted;

  return deps.database.transaction(async (tx) => {
    const status = await lockStatus(tx, userId);
    if (!nextStatuses[status].includes('PENDING')) return fail({ kind: 'KycNotSubmittable', status });
    const kycCase = newCase(deps, userId);
    // The rule is the table's too; the lock only lets it be told in time.
    if (!(await insertCase(tx, kycCase))) return fail({ kind: 'KycNotSubmittable', status: 'PENDING' });
    for (const { id, ...about } of accepted.value) {
      const isNew = await submitDocument(tx, { id, ...about, caseId: kycCase.id, now: deps.now() });
      if (!isNew) return fail(refusal(documentIds, id, 'SUBMITTED_BEFORE'));
    }
    return ok(kycCase);
  });
}

async function inspectAll(
  deps: Deps,
  { userId, documentIds }: { userId: string; documentIds: readonly string[] },
): Promise<Result<readonly Accepted[], InvalidInput | KycDocumentRefused>> {
  const known = await findDocuments(deps.database.query, { userId, ids: documentIds });
  const looks = await Promise.all(
    documentIds.map(async (id) => ({
      id,
      look: await inspect(
        deps,
        known.find((document) => document.id === id),
      ),
    })),
  );
  const [first, ...more] = looks.flatMap(({ id, look }) =>
    'problem' in look ? [refusal(documentIds, id, look.problem)] : [],
  );
  if (first) return fail(first, ...more);
  if (!provesIdentity(known.map(({ kind }) => kind))) return fail(noIdentity);
  return ok(looks.flatMap(({ id, look }) => ('problem' in look ? [] : [{ id, ...look }])));
}

const noIdentity = invalidInput(['input', 'documentIds'], 'Add a passport, or both sides of an identity card.');

/** The person's status; changes of it wait for each other. */
async function lockStatus(tx: Transaction, userId: string): Promise<KycStatus> {
  await lockOneself(tx, userId);
  const [newest] = await newestCases(tx, [userId]);
  return newest?.status ?? 'NOT_STARTED';
}

function newCase(deps: Deps, userId: string): KycCase {
  return {
    id: newId(),
    userId,
    status: 'PENDING',
    submittedAt: deps.now(),
    claimedBy: null,
    claimedUntil: null,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    documentsDeletedAt: null,
  };
}

function refusal(documentIds: readonly string[], documentId: string, problem: DocumentProblem): KycDocumentRefused {
  const path = ['input', 'documentIds', String(documentIds.indexOf(documentId))];
  return { kind: 'KycDocumentRefused', path, documentId, problem };
}
