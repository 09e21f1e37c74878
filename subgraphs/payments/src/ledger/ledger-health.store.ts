import type { Money } from '@caravan/core/money';
import type { Executor } from '@caravan/database/database';
import { sql } from 'drizzle-orm';

type Total = { currency: string; amount: string };

function toMoney({ currency, amount }: Total): Money {
  return { amountMinor: BigInt(amount), currency };
}

/** Sum of all postings per currency; zero when the books are in order. */
export async function sumPostings(executor: Executor): Promise<Money[]> {
  const rows = await executor.execute<Total>(sql`
    select currency, sum(amount_minor)::text as amount from ledger_postings group by currency order by currency`);
  return rows.map(toMoney);
}

/** Accounts whose balance is not the sum of their postings. */
export async function countMismatchedBalances(executor: Executor): Promise<number> {
  const [row] = await executor.execute<{ mismatched: number }>(sql`
    select count(*)::int as mismatched from ledger_accounts a
    left join (select account_id, sum(amount_minor) as total from ledger_postings group by account_id) p
      on p.account_id = a.id
    where a.balance_minor <> coalesce(p.total, 0)`);
  return row?.mismatched ?? 0;
}

/** Lines that were released or refunded whole, while their escrow account still holds something. */
export async function countOpenEscrowsOfClosedLines(executor: Executor): Promise<number> {
  const [row] = await executor.execute<{ open: number }>(sql`
    select count(*)::int as open from escrows e
    join ledger_accounts a on a.owner_id = e.line_id::text and a.kind = 'ESCROW' and a.owner_kind = 'CHECKOUT_LINE'
    where (e.released or e.refunded_minor = e.amount_minor) and a.balance_minor <> 0`);
  return row?.open ?? 0;
}

/** Per currency, by how much escrow exceeds what providers and the bank hold; empty when it is covered. */
export async function findUncoveredEscrow(executor: Executor): Promise<Money[]> {
  const rows = await executor.execute<Total>(sql`
    select currency, sum(balance_minor)::text as amount from ledger_accounts
    where kind in ('ESCROW', 'CLEARING', 'BANK') group by currency having sum(balance_minor) > 0 order by currency`);
  return rows.map(toMoney);
}

/** Money in suspense whose last movement is older than a time. */
export async function sumOldSuspense(executor: Executor, before: Date): Promise<Money[]> {
  const rows = await executor.execute<Total>(sql`
    select p.captured_currency as currency, sum(p.captured_minor - p.refunded_minor)::text as amount from payments p
    where p.disposition = 'SUSPENSE' and p.captured_at < ${before} and p.refunded_minor < p.captured_minor
    group by p.captured_currency order by p.captured_currency`);
  return rows.map(toMoney);
}
