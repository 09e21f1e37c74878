import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';
import type { DocumentKind, KycCaseStatus } from './kyc.domain.ts';

export const kycCases = pgTable(
  'kyc_cases',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    status: text().$type<KycCaseStatus>().notNull(),
    submittedAt: instant('submitted_at').notNull(),
    claimedBy: uuid('claimed_by'),
    claimedUntil: instant('claimed_until'),
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    reason: text(),
    documentsDeletedAt: instant('documents_deleted_at'),
  },
  (kyc) => [
    // A person waits for one decision at a time, and is verified once.
    uniqueIndex('kyc_cases_one_open_or_verified').on(kyc.userId).where(sql`${kyc.status} in ('PENDING', 'VERIFIED')`),
    index('kyc_cases_by_user').on(kyc.userId, kyc.id),
    index('kyc_cases_queue').on(kyc.status, kyc.id),
    index('kyc_cases_documents_kept').on(kyc.decidedAt).where(sql`${kyc.documentsDeletedAt} is null`),
    check('kyc_cases_status_is_known', sql`${kyc.status} in ('PENDING', 'VERIFIED', 'REJECTED')`),
    check(
      'kyc_cases_decided_by_somebody_at_a_time',
      sql`(${kyc.status} = 'PENDING') = (${kyc.decidedAt} is null) and (${kyc.decidedAt} is null) = (${kyc.decidedBy} is null)`,
    ),
    check('kyc_cases_not_decided_by_oneself', sql`${kyc.decidedBy} <> ${kyc.userId}`),
    check('kyc_cases_rejected_for_a_reason', sql`${kyc.status} <> 'REJECTED' or ${kyc.reason} is not null`),
    check('kyc_cases_open_has_documents', sql`${kyc.status} <> 'PENDING' or ${kyc.documentsDeletedAt} is null`),
    check('kyc_cases_claimed_until', sql`(${kyc.claimedBy} is null) = (${kyc.claimedUntil} is null)`),
  ],
);

/** Links that were given for uploads. One that was submitted belongs to that case and no other. */
export const kycDocuments = pgTable(
  'kyc_documents',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text().$type<DocumentKind>().notNull(),
    caseId: uuid('case_id').references(() => kycCases.id, { onDelete: 'cascade' }),
    contentType: text('content_type'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (document) => [
    index('kyc_documents_by_case').on(document.caseId),
    index('kyc_documents_by_user').on(document.userId),
    index('kyc_documents_abandoned').on(document.expiresAt).where(sql`${document.caseId} is null`),
    check(
      'kyc_documents_submitted_is_known',
      sql`(${document.caseId} is null) = (${document.contentType} is null) and (${document.caseId} is null) = (${document.sizeBytes} is null)`,
    ),
    check(
      'kyc_documents_kind_is_known',
      sql`${document.kind} in ('PASSPORT', 'ID_CARD_FRONT', 'ID_CARD_BACK', 'SELFIE', 'PROOF_OF_ADDRESS')`,
    ),
  ],
);
