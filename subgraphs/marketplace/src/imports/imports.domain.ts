export type ImportMode = 'PARTIAL' | 'ALL_OR_NOTHING';
export type ImportStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED';

export type ImportCounts = {
  readonly processedRows: number;
  readonly importedRows: number;
  readonly rejectedRows: number;
  readonly createdProducts: number;
  readonly createdVariants: number;
  readonly updatedVariants: number;
};

export const nothingCounted: ImportCounts = {
  processedRows: 0,
  importedRows: 0,
  rejectedRows: 0,
  createdProducts: 0,
  createdVariants: 0,
  updatedVariants: 0,
};

export type ImportJob = ImportCounts & {
  readonly id: string;
  readonly storeId: string;
  readonly authorId: string;
  readonly fileId: string;
  readonly mode: ImportMode;
  readonly status: ImportStatus;
  readonly totalRows: number | null;
  readonly failure: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** Why a row of the file stayed out. Rows count from 1, the header. */
export type ImportRowError = {
  readonly row: number;
  readonly column: string | null;
  readonly reason: string;
};

/** An error that was kept; its id grows in the order of the file. */
export type KeptRowError = ImportRowError & { readonly id: string };

export function hasEnded({ status }: ImportJob): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}

export function start(job: ImportJob): ImportJob {
  return { ...job, status: 'RUNNING', version: job.version + 1 };
}

/** The job after a batch. */
export function advance(job: ImportJob, batch: ImportCounts): ImportJob {
  return {
    ...job,
    processedRows: job.processedRows + batch.processedRows,
    importedRows: job.importedRows + batch.importedRows,
    rejectedRows: job.rejectedRows + batch.rejectedRows,
    createdProducts: job.createdProducts + batch.createdProducts,
    createdVariants: job.createdVariants + batch.createdVariants,
    updatedVariants: job.updatedVariants + batch.updatedVariants,
    version: job.version + 1,
  };
}

/** The job at the end of its file. */
export function complete(job: ImportJob, now: Date): ImportJob {
  return {
    ...job,
    status: 'COMPLETED',
    totalRows: job.processedRows,
    finishedAt: now,
    version: job.version + 1,
  };
}

/** The job when its file as a whole cannot be had. */
export function abort(job: ImportJob, { failure, now }: { failure: string; now: Date }): ImportJob {
  return { ...job, status: 'FAILED', failure, finishedAt: now, version: job.version + 1 };
}
