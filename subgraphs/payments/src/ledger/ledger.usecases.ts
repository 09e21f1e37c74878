import type { Deps } from '../deps.ts';
import { allBalances, type LedgerBalance } from './ledger.store.ts';

export function readBalances(deps: Deps): Promise<LedgerBalance[]> {
  return allBalances(deps.database.query);
}
