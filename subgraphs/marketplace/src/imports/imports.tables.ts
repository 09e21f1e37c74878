import { sql } from 'drizzle-orm';
import { bigserial, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { stores } from '../stores/stores.tables.ts';
import type { ImportMode, ImportStatus } from './imports.domain.ts';

export const importJobs = pgTable(
  'import_jobs',
  {
    id: uuid('id').primaryKey(),
    storeId: uuid('store_id')
      .notNull()
      .references(() => stores.id),
    authorId: uuid('author_id').notNull(),
    fileId: text('file_id').notNull(),
    mode: text('mode').$type<ImportMode>().notNull(),
    status: text('status').$type<ImportStatus>().notNull(),
    totalRows: integer('total_rows'),
    /** Saved with the rows' effects in one commit: where a new start goes on. */
    processedRows: integer('processed_rows').notNull(),
    importedRows: integer('imported_rows').notNull(),
    rejectedRows: integer('rejected_rows').notNull(),
    createdProducts: integer('created_products').notNull(),
    createdVariants: integer('created_variants').notNull(),
    updatedVariants: integer('updated_variants').notNull(),
    failure: text('failure'),
    version: integer('version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true, mode: 'date' }),
  },
  (job) => [
    index('import_jobs_by_author').on(job.authorId),
    check('import_jobs_status_known', sql`${job.status} in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED')`),
    check('import_jobs_mode_known', sql`${job.mode} in ('PARTIAL', 'ALL_OR_NOTHING')`),
    check(
      'import_jobs_finished_at_iff_ended',
      sql`(${job.finishedAt} is not null) = (${job.status} in ('COMPLETED', 'FAILED'))`,
    ),
  ],
);

export const importRowErrors = pgTable(
  'import_row_errors',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    importJobId: uuid('import_job_id')
      .notNull()
      .references(() => importJobs.id),
    row: integer('row').notNull(),
    column: text('column'),
    reason: text('reason').notNull(),
  },
  (error) => [index('import_row_errors_order').on(error.importJobId, error.row, error.id)],
);
