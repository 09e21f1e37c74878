import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, desc, eq, gt, inArray, isNull, lt, lte } from 'drizzle-orm';
import type { KycCase, KycCaseStatus, KycDecision, KycDocument } from './kyc.domain.ts';
import { kycCases, kycDocuments } from './kyc.tables.ts';

export async function insertDocument(executor: Executor, document: KycDocument): Promise<void> {
  await executor.insert(kycDocuments).values(document);
}

/** What the person was given links for, of those ids. */
export function findDocuments(
  executor: Executor,
  { userId, ids }: { userId: string; ids: readonly string[] },
): Promise<KycDocument[]> {
  return executor
    .select()
    .from(kycDocuments)
    .where(and(eq(kycDocuments.userId, userId), inArray(kycDocuments.id, [...ids])));
}

export type SubmittedDocument = { id: string; caseId: string; contentType: string; sizeBytes: number; now: Date };

/** Whether it became part of the case: false when it is part of one already, or too old. */
export async function submitDocument(
  tx: Transaction,
  { id, caseId, contentType, sizeBytes, now }: SubmittedDocument,
): Promise<boolean> {
  const submitted = await tx
    .update(kycDocuments)
    .set({ caseId, contentType, sizeBytes })
    .where(and(eq(kycDocuments.id, id), isNull(kycDocuments.caseId), gt(kycDocuments.expiresAt, now)))
    .returning({ id: kycDocuments.id });
  return submitted.length > 0;
}

export function documentsOf(executor: Executor, caseIds: readonly string[]): Promise<KycDocument[]> {
  return executor
    .select()
    .from(kycDocuments)
    .where(inArray(kycDocuments.caseId, [...caseIds]))
    .orderBy(kycDocuments.id);
}

/** False when the person has one that is open, or is verified. */
export async function insertCase(tx: Transaction, kycCase: KycCase): Promise<boolean> {
  const inserted = await tx.insert(kycCases).values(kycCase).onConflictDoNothing().returning({ id: kycCases.id });
  return inserted.length > 0;
}

export async function findCase(executor: Executor, id: string): Promise<KycCase | null> {
  const [found] = await executor.select().from(kycCases).where(eq(kycCases.id, id));
  return found ?? null;
}

/** Locked: changes of one case wait for each other. */
export async function lockCase(tx: Transaction, id: string): Promise<KycCase | null> {
  const [found] = await tx.select().from(kycCases).where(eq(kycCases.id, id)).for('update');
  return found ?? null;
}

/** The newest of each person. */
export function newestCases(executor: Executor, userIds: readonly string[]): Promise<KycCase[]> {
  return executor
    .selectDistinctOn([kycCases.userId])
    .from(kycCases)
    .where(inArray(kycCases.userId, [...userIds]))
    .orderBy(kycCases.userId, desc(kycCases.id));
}

/** The oldest first. */
export function listCases(executor: Executor, status: KycCaseStatus, page: PageRequest): Promise<KycCase[]> {
  return executor
    .select()
    .from(kycCases)
    .where(and(eq(kycCases.status, status), beyond(page)))
    .orderBy(page.direction === 'forward' ? asc(kycCases.id) : desc(kycCases.id))
    .limit(page.limit + 1);
}

function beyond({ keys, direction }: PageRequest) {
  const [key] = keys ?? [];
  if (key === undefined) return undefined;
  return direction === 'forward' ? gt(kycCases.id, key) : lt(kycCases.id, key);
}

export async function saveClaim(
  tx: Transaction,
  id: string,
  { claimedBy, claimedUntil }: { claimedBy: string; claimedUntil: Date },
): Promise<void> {
  await tx.update(kycCases).set({ claimedBy, claimedUntil }).where(eq(kycCases.id, id));
}

/** Null when it was decided before: of two decisions at once, one finds it open. */
export async function saveDecision(
  tx: Transaction,
  id: string,
  decision: { status: KycDecision; decidedAt: Date; decidedBy: string; reason: string | null },
): Promise<KycCase | null> {
  const [decided] = await tx
    .update(kycCases)
    .set({ ...decision, claimedBy: null, claimedUntil: null })
    .where(and(eq(kycCases.id, id), eq(kycCases.status, 'PENDING')))
    .returning();
  return decided ?? null;
}

/** The ids of the documents that are gone: never submitted in time. */
export async function deleteAbandoned(tx: Transaction, now: Date): Promise<string[]> {
  const deleted = await tx
    .delete(kycDocuments)
    .where(and(isNull(kycDocuments.caseId), lte(kycDocuments.expiresAt, now)))
    .returning({ id: kycDocuments.id });
  return deleted.map(({ id }) => id);
}

/** The ids of the documents that are gone: of cases that were decided before then. */
export async function deleteDecidedBefore(
  tx: Transaction,
  { decidedBefore, now }: { decidedBefore: Date; now: Date },
): Promise<string[]> {
  const cases = await tx
    .update(kycCases)
    .set({ documentsDeletedAt: now })
    .where(and(isNull(kycCases.documentsDeletedAt), lt(kycCases.decidedAt, decidedBefore)))
    .returning({ id: kycCases.id });
  const caseIds = cases.map(({ id }) => id);
  const deleted = await tx
    .delete(kycDocuments)
    .where(inArray(kycDocuments.caseId, caseIds))
    .returning({ id: kycDocuments.id });
  return deleted.map(({ id }) => id);
}

/** Everything of a person; the ids of the documents that are gone. */
export async function deleteKycOf(tx: Transaction, userId: string): Promise<string[]> {
  const deleted = await tx
    .delete(kycDocuments)
    .where(eq(kycDocuments.userId, userId))
    .returning({ id: kycDocuments.id });
  await tx.delete(kycCases).where(eq(kycCases.userId, userId));
  return deleted.map(({ id }) => id);
}
