import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AccountKind, EntryKind, OwnerKind } from './ledger.domain.ts';

export const accounts = pgTable(
  'ledger_accounts',
  {
    id: uuid().primaryKey(),
    ownerKind: text('owner_kind').$type<OwnerKind>().notNull(),
    ownerId: text('owner_id').notNull(),
    kind: text().$type<AccountKind>().notNull(),
    currency: char({ length: 3 }).notNull(),
    mayGoNegative: boolean('may_go_negative').notNull(),
    /** Sum of its postings, kept by a trigger; nothing else can change it. */
    balanceMinor: bigint('balance_minor', { mode: 'bigint' }).notNull().default(sql`0`),
  },
  (account) => [
    unique('ledger_accounts_one_per_owner_kind_currency').on(
      account.ownerId,
      account.kind,
      account.currency,
      account.ownerKind,
    ),
    unique('ledger_accounts_id_currency').on(account.id, account.currency),
    check('ledger_accounts_not_overdrawn', sql`${account.balanceMinor} >= 0 or ${account.mayGoNegative}`),
    index('ledger_accounts_kind').on(account.kind, account.currency),
  ],
);

export const entries = pgTable(
  'ledger_entries',
  {
    id: uuid().primaryKey(),
    kind: text().$type<EntryKind>().notNull(),
    reference: uuid().notNull(),
    orderId: uuid('order_id'),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (entry) => [unique('ledger_entries_once_per_kind_and_reference').on(entry.reference, entry.kind)],
);

export const postings = pgTable(
  'ledger_postings',
  {
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    accountId: uuid('account_id').notNull(),
    currency: char({ length: 3 }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
  },
  (posting) => [
    primaryKey({ columns: [posting.accountId, posting.entryId] }),
    index('ledger_postings_entry').on(posting.entryId),
    check('ledger_postings_not_zero', sql`${posting.amountMinor} <> 0`),
    foreignKey({
      name: 'ledger_postings_currency_of_account',
      columns: [posting.accountId, posting.currency],
      foreignColumns: [accounts.id, accounts.currency],
    }),
  ],
);
