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
