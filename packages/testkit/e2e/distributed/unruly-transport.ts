import type { EventEnvelope } from '@caravan/contracts/event';
import type { EventTransport, Stoppable } from '@caravan/events/transport';

type Consumption = Parameters<EventTransport['consume']>[0];
type Running = { readonly options: Consumption; stoppable: Stoppable };

export type UnrulyTransport = {
  /** For `transport` of `startCaravan`. */
  before(own: EventTransport): EventTransport;
  /** Every group starts again with the first event there ever was, while everything runs. */
  rewind(): Promise<void>;
  /** Deliveries to consumers so far. */
  delivered(): number;
  lag: EventTransport['lag'];
};

/**
 * Delivers as badly as a transport may: keeps every event twice if it can, hands each to consumers twice and to
 * followers twice, in an order that is only kept within a subject, and starts from the beginning at any time.
 *
 * @param forgetOffsets - Takes from the transport where the groups stand; none of them is active then.
 */
export function unrulyTransport(options: {
  random(): number;
  forgetOffsets(groups: readonly string[]): Promise<void>;
}): UnrulyTransport {
  const running = new Set<Running>();
  let inner: EventTransport | undefined;
  let delivered = 0;
  const start = ({ group, topics, handle }: Consumption, transport: EventTransport) =>
    transport.consume({
      group,
      topics,
      handle: async (batch) => {
        for (const part of split(twice(batch, options.random), options.random)) {
          delivered += part.length;
          await handle(part);
        }
      },
    });
  return {
    before: (own) => {
      inner = own;
      return {
        ...own,
        append: async (envelopes) => {
          await own.append(envelopes);
          await own.append(envelopes);
        },
        consume: async (consumption) => {
          const each: Running = { options: consumption, stoppable: await start(consumption, own) };
          running.add(each);
          return { stop: () => (running.delete(each), each.stoppable.stop()) };
        },
        follow: ({ onEvent, ...following }) =>
          own.follow({ ...following, onEvent: (envelope) => (onEvent(envelope), onEvent(envelope)) }),
      };
    },
    rewind: async () => {
      const all = [...running];
      await Promise.all(all.map(({ stoppable }) => stoppable.stop()));
      await options.forgetOffsets(all.map((each) => each.options.group));
      const transport = inner;
      if (!transport) return;
      for (const each of all) each.stoppable = await start(each.options, transport);
    },
    delivered: () => delivered,
    lag: async (group, topics) => (await inner?.lag(group, topics)) ?? 0,
  };
}

/** Every event two times, each subject in its order, and the subjects mixed. */
function twice(batch: readonly EventEnvelope[], random: () => number): EventEnvelope[] {
  const queues = [...Map.groupBy(batch, ({ subject }) => subject).values()].map((events) =>
    // Right after each other, or all over again, as when the offset of the batch was lost.
    random() < 0.5 ? events.flatMap((event) => [event, event]) : [...events, ...events],
  );
  const mixed: EventEnvelope[] = [];
  for (let left = queues.filter((queue) => queue.length > 0); left.length > 0; ) {
    const event = left[Math.floor(random() * left.length)]?.shift();
    if (event) mixed.push(event);
    left = left.filter((queue) => queue.length > 0);
  }
  return mixed;
}

function split(events: readonly EventEnvelope[], random: () => number): EventEnvelope[][] {
  const parts: EventEnvelope[][] = [];
  for (let start = 0; start < events.length; ) {
    const size = 1 + Math.floor(random() * 40);
    parts.push(events.slice(start, start + size));
    start += size;
  }
  return parts;
}
