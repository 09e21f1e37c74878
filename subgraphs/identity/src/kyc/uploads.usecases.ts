import type { RateLimited } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { ok, type Result } from '@caravan/core/result';
import type { Deps } from '../deps.ts';
import { take } from '../limits/limits.usecases.ts';
import { documentType, headBytes } from './document-type.ts';
import type { DocumentKind, KycDocument } from './kyc.domain.ts';
import { insertDocument } from './kyc.store.ts';

export type KycUpload = {
  readonly documentId: string;
  readonly uploadUrl: string;
  readonly maximumBytes: number;
  readonly expiresAt: Date;
};

/** A link for the upload of one document, for the person alone. What is not submitted within a day is deleted. */
export async function requestKycUpload(
  deps: Deps,
  { userId, kind }: { userId: string; kind: DocumentKind },
): Promise<Result<KycUpload, RateLimited>> {
  const { kycUploadsPerDay: points, kycUploadSeconds, kycSubmitSeconds, kycDocumentBytes } = deps.settings;
  const turn = await take(deps, [{ name: 'kyc uploads', subject: userId, points, windowSeconds: 86_400 }]);
  if (!turn.ok) return turn;
  const now = deps.now();
  const id = newId();
  await insertDocument(deps.database.query, {
    id,
    userId,
    kind,
    caseId: null,
    contentType: null,
    sizeBytes: null,
    createdAt: now,
    expiresAt: secondsAfter(now, kycSubmitSeconds),
  });
  const seconds = Math.min(kycUploadSeconds, kycSubmitSeconds);
  const uploadUrl = deps.files.signedUrl(id, 'upload', seconds, { maximumBytes: kycDocumentBytes });
  const expiresAt = secondsAfter(now, seconds);
  return ok({ documentId: id, uploadUrl, maximumBytes: kycDocumentBytes, expiresAt });
}

export type DocumentProblem = 'UNKNOWN' | 'SUBMITTED_BEFORE' | 'NOT_UPLOADED' | 'TOO_LARGE' | 'WRONG_TYPE';
export type Inspected = { readonly contentType: string; readonly sizeBytes: number };

/** What was uploaded as a document, by its content, or why it cannot be taken. */
export async function inspect(
  deps: Deps,
  document: KycDocument | undefined,
): Promise<Inspected | { readonly problem: DocumentProblem }> {
  if (!document || document.expiresAt <= deps.now()) return { problem: 'UNKNOWN' };
  if (document.caseId !== null) return { problem: 'SUBMITTED_BEFORE' };
  const opened = await deps.files.open(document.id);
  if (!opened) return { problem: 'NOT_UPLOADED' };
  const { sizeBytes, contentType: said } = opened.file;
  const contentType = documentType(await readHead(opened.content));
  if (sizeBytes > deps.settings.kycDocumentBytes) return { problem: 'TOO_LARGE' };
  // It is handed out as what it was called at its upload, so that must not be anything else.
  const isHonest = said === contentType || said === 'application/octet-stream';
  return contentType !== null && isHonest ? { contentType, sizeBytes } : { problem: 'WRONG_TYPE' };
}

async function readHead(content: AsyncIterable<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of content) {
    head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
    // Leaving the loop destroys the stream.
    if (head.length >= headBytes) break;
  }
  return head;
}

function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
