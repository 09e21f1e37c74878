import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { principalOf, testIdentity, verified } from '../../test/identity.ts';
import { linkFor, put, reviewer, submitted, uploaded } from '../../test/kyc.ts';
import { cleanUp } from '../cleanup.usecases.ts';
import { forgetKyc, forgetOldDocuments, removeFiles, removeFilesJob } from './keeping.usecases.ts';
import { viewDocuments, viewKyc } from './kyc-views.usecases.ts';
import { decideKyc } from './reviewing.usecases.ts';
import { submitKyc } from './submitting.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const daySeconds = 86_400;

beforeEach(() => deps.database.query.execute(sql`delete from identity_jobs._private_jobs`));

/** Runs the queued removals that are due, as the worker does; how many files they were about. */
async function runRemovals({ delayed = false } = {}): Promise<number> {
  const rows = await deps.database.query.execute<{ payload: { payload: { fileIds: string[] } } }>(sql`
    select payload from identity_jobs._private_jobs as job join identity_jobs._private_tasks as task on task.id = task_id
    where identifier = ${removeFilesJob} and (run_at > now() + interval '1 minute') = ${delayed}`);
  const fileIds = rows.flatMap(({ payload }) => payload.payload.fileIds);
  await removeFiles(deps, fileIds);
  return fileIds.length;
}

async function documentsOf(userId: string) {
  const [view] = await viewKyc(deps, principalOf(userId), [userId]);
  const [documents = []] = await viewDocuments(deps, principalOf(userId), [view?.kycCase?.id ?? '']);
  return documents;
}

describe('documents', () => {
  test('are deleted some time after the decision; what was decided stays', async () => {
    const { id: userId } = await verified(identity);
    const { id: caseId } = await submitted(deps, userId);
    const { caller } = await reviewer(identity);
    await decideKyc(deps, { caller, caseId, decision: 'VERIFIED', reason: null });
    const [document] = await documentsOf(userId);
    const fileId = document?.id ?? '';
    identity.passSeconds(180 * daySeconds);
    await forgetOldDocuments(deps);
    expect(await documentsOf(userId)).toHaveLength(1);
    identity.passSeconds(1);
    await cleanUp(deps);
    expect(await documentsOf(userId)).toEqual([]);
    expect(await deps.files.find(fileId)).not.toBeNull();
    expect(await runRemovals()).toBe(1);
    expect(await deps.files.find(fileId)).toBeNull();
    const [view] = await viewKyc(deps, principalOf(userId), [userId]);
    expect(view?.kycCase).toMatchObject({ status: 'VERIFIED', documentsDeletedAt: deps.now() });
    await forgetOldDocuments(deps);
    expect(await runRemovals()).toBe(1);
  });

  test('of open cases stay, however old they are', async () => {
    const { id: userId } = await verified(identity);
    await submitted(deps, userId);
    identity.passSeconds(1_000 * daySeconds);
    await forgetOldDocuments(deps);
    expect(await documentsOf(userId)).toHaveLength(1);
  });

  test('that nobody submits are deleted after a day, also those that never came', async () => {
    const { id: userId } = await verified(identity);
    const abandoned = await uploaded(deps, userId);
    await linkFor(deps, userId);
    identity.passSeconds(daySeconds - 1);
    await forgetOldDocuments(deps);
    expect(await runRemovals()).toBe(0);
    identity.passSeconds(1);
    await forgetOldDocuments(deps);
    expect(await runRemovals()).toBeGreaterThanOrEqual(2);
    expect(await deps.files.find(abandoned)).toBeNull();
    const late = await submitKyc(deps, { userId, documentIds: [abandoned] });
    expect(late).toMatchObject({ ok: false, errors: [{ problem: 'UNKNOWN' }] });
  });
});

describe('forgetKyc', () => {
  test('leaves nothing of the person, and all of others', async () => {
    const [leaving, staying] = [await verified(identity), await verified(identity)];
    await submitted(deps, leaving.id);
    await submitted(deps, staying.id);
    const pending = await uploaded(deps, leaving.id);
    const [document] = await documentsOf(leaving.id);
    await deps.database.transaction((tx) => forgetKyc(tx, deps, leaving.id));
    expect(await viewKyc(deps, principalOf(leaving.id), [leaving.id])).toEqual([
      { status: 'NOT_STARTED', kycCase: null },
    ]);
    expect(await runRemovals()).toBe(2);
    expect(await deps.files.find(pending)).toBeNull();
    expect(await deps.files.find(document?.id ?? '')).toBeNull();
    const [kept] = await documentsOf(staying.id);
    expect(await deps.files.find(kept?.id ?? '')).not.toBeNull();
  });

  test('also gets what is uploaded just then', async () => {
    const { id: userId } = await verified(identity);
    const { documentId, uploadUrl } = await linkFor(deps, userId);
    await deps.database.transaction((tx) => forgetKyc(tx, deps, userId));
    await runRemovals();
    expect((await put(deps, uploadUrl)).status).toBe(201);
    expect(await runRemovals({ delayed: true })).toBe(1);
    expect(await deps.files.find(documentId)).toBeNull();
  });

  test('removes no file when the transaction does not commit', async () => {
    const { id: userId } = await verified(identity);
    await submitted(deps, userId);
    const undone = deps.database.transaction(async (tx) => {
      await forgetKyc(tx, deps, userId);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await runRemovals()).toBe(0);
    expect(await documentsOf(userId)).toHaveLength(1);
  });
});
