import type { Configuration } from '@caravan/config/configuration';
import type { EventEnvelope } from '@caravan/contracts/event';

/** Fewer in one transaction would cost more in commits than it saves in time. */
const fewest = 5;

type Limits = Pick<Configuration['events'], 'consumerConcurrency' | 'consumerTogether'>;

/**
 * Parts a batch into groups that are handled at the same time; the events of a subject are in one group, in order.
 * A group of several subjects fits into one transaction (`consumerTogether`), and there are no more of them than
 * `consumerConcurrency` unless there is a backlog.
 */
export function together(events: readonly EventEnvelope[], limits: Limits): EventEnvelope[][] {
  const { consumerConcurrency, consumerTogether } = limits;
  const room = Math.min(consumerTogether, Math.max(fewest, Math.ceil(events.length / consumerConcurrency)));
  const groups: EventEnvelope[][] = [];
  for (const ofSubject of Map.groupBy(events, ({ subject }) => subject).values()) {
    const last = groups.at(-1);
    if (last && last.length + ofSubject.length <= room) last.push(...ofSubject);
    else groups.push(ofSubject);
  }
  return groups;
}
