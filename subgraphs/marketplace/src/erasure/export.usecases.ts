import type { Sealed } from '@caravan/contracts/event';
import type { Principal } from '@caravan/core/principal';
import { exportSections } from '@caravan/database/personal-data';
import { openAddresses } from '../addresses/addresses.usecases.ts';
import type { Deps } from '../deps.ts';
import { sections } from './export-sections.ts';

/** What marketplace keeps about a person; null to anybody else. Identity counts how often it is asked for. */
export async function exportPersonalData(
  deps: Deps,
  { principal, userId }: { principal: Principal; userId: string },
): Promise<unknown> {
  if (principal.kind !== 'user' || principal.id !== userId) return null;
  const lists = await exportSections(deps.database.query, sections, userId);
  const orders = lists.orders ?? [];
  const sealed = orders.map(({ deliveryAddress }) => deliveryAddress as Sealed | null);
  const opened = await openAddresses(
    deps,
    sealed.filter((address) => address !== null),
  );
  const next = opened.values();
  const addresses = sealed.map((address) => address && next.next().value);
  return { ...lists, orders: orders.map((order, index) => ({ ...order, deliveryAddress: addresses[index] ?? null })) };
}
