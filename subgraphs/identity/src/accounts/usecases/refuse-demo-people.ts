import { demoEmailDomain } from '@caravan/core/demo';
import type { Deps } from '../../deps.ts';
import { hasVerifiedAccountAt } from '../accounts.store.ts';

/**
 * In production there may be nobody whose password everybody knows. Only who was let in counts: anybody may ask for
 * an account with any email.
 *
 * @throws Error when there are demo people.
 */
export async function refuseDemoPeople(deps: Deps): Promise<void> {
  if (!deps.isProduction || !(await hasVerifiedAccountAt(deps.database.query, demoEmailDomain))) return;
  throw new Error('This database holds demo people with known passwords; production needs data of its own.');
}
