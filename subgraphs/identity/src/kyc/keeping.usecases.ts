import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../deps.ts';
import { deleteAbandoned, deleteDecidedBefore, deleteKycOf } from './kyc.store.ts';

export const removeFilesJob = 'remove-kyc-files';
/** Files of one job; more would make its payload large. */
const filesPerJob = 100;
/** An upload that began before its link expired has surely ended then. */
const longestUploadSeconds = 3_600;

/**
 * Deletes the cases and documents of a person whose account is erased. The files go once the transaction commits, and
 * once more when no upload link of theirs works any more: one may be in use just now.
 */
export async function forgetKyc(tx: Transaction, deps: Deps, userId: string): Promise<void> {
  const fileIds = await deleteKycOf(tx, userId);
  await planToRemove(tx, fileIds);
  await planToRemove(
    tx,
    fileIds,
    new Date(Date.now() + (deps.settings.kycUploadSeconds + longestUploadSeconds) * 1000),
  );
}

/** Deletes uploads that nobody submitted in time, and the documents of cases that were decided long ago. */
export async function forgetOldDocuments(deps: Deps): Promise<void> {
  const now = deps.now();
  const decidedBefore = new Date(now.getTime() - deps.settings.kycDocumentsDays * 86_400_000);
  await deps.database.transaction(async (tx) => {
    const abandoned = await deleteAbandoned(tx, now);
    const old = await deleteDecidedBefore(tx, { decidedBefore, now });
    await planToRemove(tx, [...abandoned, ...old]);
  });
}

/** Removes files; those that are gone already, or never came, are no matter. */
export async function removeFiles({ files }: Deps, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds) await files.remove(fileId);
}

/** A job, because what holds files takes no part in the transaction: they go when, and only when, it commits. */
async function planToRemove(tx: Transaction, fileIds: readonly string[], runAt?: Date): Promise<void> {
  for (let index = 0; index < fileIds.length; index += filesPerJob) {
    await addJob(tx, removeFilesJob, { fileIds: fileIds.slice(index, index + filesPerJob) }, runAt ? { runAt } : {});
  }
}
