import { type InvalidInput, invalidInput } from '@caravan/core/errors';

export const kycStatuses = ['NOT_STARTED', 'PENDING', 'VERIFIED', 'REJECTED'] as const;
export type KycStatus = (typeof kycStatuses)[number];
/** A case is made by its submission, so it has started. */
export type KycCaseStatus = Exclude<KycStatus, 'NOT_STARTED'>;
export type KycDecision = Exclude<KycCaseStatus, 'PENDING'>;

/** Every legal move of a person's status; a pair that is absent is illegal. */
export const nextStatuses: Readonly<Record<KycStatus, readonly KycStatus[]>> = {
  NOT_STARTED: ['PENDING'],
  PENDING: ['VERIFIED', 'REJECTED'],
  VERIFIED: [],
  REJECTED: ['PENDING'],
};

export const documentKinds = ['PASSPORT', 'ID_CARD_FRONT', 'ID_CARD_BACK', 'SELFIE', 'PROOF_OF_ADDRESS'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** One submission of somebody's documents, and what became of it. A rejected person submits another. */
export type KycCase = {
  readonly id: string;
  readonly userId: string;
  readonly status: KycCaseStatus;
  readonly submittedAt: Date;
  /** The reviewer at work on it, until then. */
  readonly claimedBy: string | null;
  readonly claimedUntil: Date | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** Why; always there when REJECTED. */
  readonly reason: string | null;
  /** When the documents were deleted for their age. */
  readonly documentsDeletedAt: Date | null;
};

/** A file that somebody was given a link for; a document of a case once it is submitted. */
export type KycDocument = {
  /** Also the id of the file. */
  readonly id: string;
  readonly userId: string;
  readonly kind: DocumentKind;
  /** Null until it is submitted. */
  readonly caseId: string | null;
  /** Known by its content; null until it is submitted. */
  readonly contentType: string | null;
  readonly sizeBytes: number | null;
  readonly createdAt: Date;
  /** Until when it can be submitted. */
  readonly expiresAt: Date;
};

export const mostDocuments = 10;
export const longestReason = 1_000;

/** What is wrong with a set of documents as a whole. */
export function documentProblems(ids: readonly string[]): InvalidInput[] {
  const path = ['input', 'documentIds'];
  return [
    ...(ids.length === 0 || ids.length > mostDocuments
      ? [invalidInput(path, `Submit 1 to ${mostDocuments} documents.`)]
      : []),
    ...(new Set(ids).size < ids.length ? [invalidInput(path, 'Name each document once.')] : []),
  ];
}

/** A passport, or both sides of a card: what tells who somebody is. */
export function provesIdentity(kinds: readonly DocumentKind[]): boolean {
  return kinds.includes('PASSPORT') || (kinds.includes('ID_CARD_FRONT') && kinds.includes('ID_CARD_BACK'));
}

/** The reason of a decision in its one form, or what is wrong with it. A rejection has one. */
export function readReason(decision: KycDecision, given: string | null | undefined): string | null | InvalidInput {
  const reason = given?.trim() || null;
  const path = ['input', 'reason'];
  if (decision === 'REJECTED' && reason === null) return invalidInput(path, 'A rejection has a reason.');
  if (reason && (reason.length > longestReason || /[\p{Cc}--[\n\r\t]]/v.test(reason)))
    return invalidInput(path, `A reason is plain text of at most ${longestReason} characters.`);
  return reason;
}

/** Whether somebody else is at work on it. */
export function isClaimedByAnother(kycCase: KycCase, reviewerId: string, now: Date): boolean {
  const { claimedBy, claimedUntil } = kycCase;
  return claimedBy !== null && claimedBy !== reviewerId && claimedUntil !== null && claimedUntil > now;
}
