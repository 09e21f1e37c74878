import type { Configuration } from '@caravan/config/configuration';

/**
 * An instant since when outboxes have, as of the cut, every event that was published: half of how long they keep them
 * before it. Everything older may have been dropped; the other half is for clocks that differ and slow transactions.
 */
export function outboxesSince(takenAt: string | Date, { events }: Configuration): Date {
  return new Date(new Date(takenAt).getTime() - events.outboxKeptSeconds * 500);
}
