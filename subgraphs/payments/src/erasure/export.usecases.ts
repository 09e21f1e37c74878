import type { Principal } from '@caravan/core/principal';
import { exportSections } from '@caravan/database/personal-data';
import type { Deps } from '../deps.ts';
import { sections } from './export-sections.ts';

/** What payments keeps about a person; null to anybody else. Identity counts how often it is asked for. */
export async function exportPersonalData(
  deps: Deps,
  { principal, userId }: { principal: Principal; userId: string },
): Promise<unknown> {
  if (principal.kind !== 'user' || principal.id !== userId) return null;
  return exportSections(deps.database.query, sections, userId);
}
