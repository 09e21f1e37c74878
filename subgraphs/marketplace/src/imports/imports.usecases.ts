import { createHash } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import { ImportProgressed } from '@caravan/contracts/marketplace';
import {
  CaravanError,
  type IdempotencyKeyReused,
  type InvalidInput,
  invalidInput,
  type NotFound,
} from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import type { Caller, Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Executor, Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { addJob } from '@caravan/jobs/add-job';
import { openGoodsRecord } from '../admin-actions/goods-record.ts';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { sellingRoles } from '../stores/stores.domain.ts';
import { requireStaff } from '../stores/stores.usecases.ts';
import { validateKey } from '../validation.domain.ts';
import { type ImportJob, type ImportMode, nothingCounted } from './imports.domain.ts';
import { insertImportJob, readImportJobs } from './imports.store.ts';

export const importJobName = 'importProducts';
const uploadSeconds = 900;
const storePath = ['input', 'storeId'];

/** A link for one upload of a file that is too large for a mutation. It changes nothing of the store: no admin action. */
export async function createImportUpload(
  deps: Deps,
  { principal, storeId }: { principal: Principal; storeId: string },
): Promise<Result<{ fileId: string; uploadUrl: string }, NotFound>> {
  const store = await requireStaff(deps.database.query, staffOf(principal, storeId));
  if (!store.ok) return store;
  const fileId = newId();
  const maximumBytes = deps.settings.importBytes;
  return ok({ fileId, uploadUrl: deps.files.signedUrl(fileId, 'upload', uploadSeconds, { maximumBytes }) });
}

export type ImportCommand = {
  caller: Caller;
  storeId: string;
  /** Exactly one of `csv` and `fileId` is not null. */
  csv: string | null;
  fileId: string | null;
  mode: ImportMode;
  idempotencyKey: string;
};

type Refusal = InvalidInput | NotFound | IdempotencyKeyReused;

/** Takes a file for a bulk upload, which then runs in the background. */
export async function importProducts(deps: Deps, command: ImportCommand): Promise<Result<ImportJob, Refusal>> {
  const { caller, storeId, csv, fileId, mode, idempotencyKey } = command;
  const [problem, ...more] = [...validateSource(deps, command), ...validateKey(idempotencyKey)];
  if (problem) return fail(problem, ...more);
  const sha256 = csv === null ? null : createHash('sha256').update(csv).digest('hex');
  const record = await openGoodsRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const input = { storeId, mode, fileId, sha256 };
    const claim = { principalId: userIdOf(caller.principal), operation: 'importProducts', key: idempotencyKey, input };
    const taken = await idempotent<string, Refusal>(tx, claim, async () => {
      const made = await takeFile(deps, tx, command);
      if (!made.ok) return made;
      const entity = { entityType: 'ImportJob', entityId: made.value } as const;
      await record(tx, { action: 'importProducts', ...entity, storeId, before: null, after: { mode } });
      return made;
    });
    return taken.ok ? ok(await importJobById(tx, taken.value)) : taken;
  });
}

function validateSource(deps: Deps, { csv, fileId }: ImportCommand): InvalidInput[] {
  if ((csv === null) === (fileId === null)) {
    return [invalidInput(['input', 'csv'], 'Give exactly one of csv and fileId.')];
  }
  if (csv !== null && Buffer.byteLength(csv) > deps.settings.importBytes) {
    return [invalidInput(['input', 'csv'], `A file has at most ${deps.settings.importBytes} bytes.`)];
  }
  return [];
}

async function takeFile(deps: Deps, tx: Transaction, command: ImportCommand): Promise<Result<string, Refusal>> {
  const { storeId, mode } = command;
  const { principal } = command.caller;
  const store = await requireStaff(tx, staffOf(principal, storeId));
  if (!store.ok) return store;
  const fileId = await storedFile(deps, command);
  if (fileId === null) return fail(invalidInput(['input', 'fileId'], 'No such file, or its upload has not ended.'));
  const job: ImportJob = {
    ...nothingCounted,
    id: newId(),
    storeId,
    authorId: userIdOf(principal),
    fileId,
    mode,
    status: 'PENDING',
    totalRows: null,
    failure: null,
    version: 1,
    createdAt: deps.now(),
    finishedAt: null,
  };
  await insertImportJob(tx, job);
  await addJob(tx, importJobName, { importJobId: job.id }, { key: `import ${job.id}` });
  return ok(job.id);
}

async function storedFile(deps: Deps, { csv, fileId }: ImportCommand): Promise<string | null> {
  if (fileId !== null) return /^[0-9a-f-]{36}$/.test(fileId) && (await deps.files.find(fileId)) ? fileId : null;
  const content = async function* () {
    yield Buffer.from(csv ?? '');
  };
  const put = await deps.files.put(content(), { contentType: 'text/csv', name: 'products.csv' });
  if (!put.ok) throw new CaravanError('BAD_USER_INPUT', 'The file is too large.');
  return put.value.id;
}

async function importJobById(executor: Executor, id: string): Promise<ImportJob> {
  const [job] = await readImportJobs(executor, [id]);
  if (!job) throw new Error(`Import job ${id} is gone.`);
  return job;
}

/** A bulk upload as it is, then after each batch. Whoever leaves the store hears no more. */
export async function watchImport(
  deps: Deps,
  { principal, importJobId }: { principal: Principal; importJobId: string },
): Promise<AsyncIterableIterator<ImportJob>> {
  const read = () => readOwnImport(deps, { principal, importJobId });
  if (!(await read())) throw new CaravanError('NOT_FOUND', 'No such bulk upload.');
  return deps.feed.watch<ImportJob>({
    contract: ImportProgressed,
    matches: (event: EventEnvelope) => event.subject === importJobId,
    keyOf: ({ id }) => id,
    current: async () => {
      const job = await read();
      return job ? [job] : [];
    },
  });
}

async function readOwnImport(deps: Deps, { principal, importJobId }: { principal: Principal; importJobId: string }) {
  const [job] = await readImportJobs(deps.database.query, [importJobId]);
  if (!job) return null;
  const store = await requireStaff(deps.database.query, staffOf(principal, job.storeId));
  return store.ok ? job : null;
}

function staffOf(principal: Principal, storeId: string) {
  return { principal, storeId, roles: sellingRoles, scope: 'product:write:any' as const, path: storePath };
}
