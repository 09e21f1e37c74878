import type { EventEnvelope } from '@caravan/contracts/event';

/**
 * Carries events from relays to consumers: durable, at least once, in order per subject.
 * Implementations pass `transportContract`, the same test suite for each.
 */
export type EventTransport = {
  /**
   * All of them are kept for good when it resolves. When it fails, or when two append the same, a transport may keep
   * an event more than once: whoever handles events tells by the id.
   */
  append(envelopes: readonly EventEnvelope[]): Promise<void>;
  /**
   * Hands every event of the topics, from the start of the log on, to the group: those of a subject to one instance at
   * a time and in order. What an instance did not finish when it ended goes to another within seconds.
   *
   * @param options.handle - Where a group stands is saved after it; when it throws, the batch comes again. It may take
   *   hours: a consumer that is paused waits with its batch in hand, which must not cost it its place in the group. Several
   *   batches may be in hand at the same time, never two with events of one subject.
   */
  consume(options: {
    group: string;
    topics: readonly string[];
    handle(batch: EventEnvelope[]): Promise<void>;
  }): Promise<Stoppable>;
  /**
   * Hands on what is appended from now on (from when the promise resolves), to each follower.
   *
   * @param options.onGap - Events may have been missed: read the state anew.
   * @param options.fromTime - Start with the events appended since then instead.
   */
  follow(options: {
    topics: readonly string[];
    onEvent(envelope: EventEnvelope): void;
    onGap(): void;
    fromTime?: Date;
  }): Promise<Stoppable>;
  /** What the log holds as of now, from its start or from what was appended since a time; in order per subject. */
  read(options: { topics: readonly string[]; fromTime?: Date }): AsyncIterable<EventEnvelope[]>;
  /** Number of events that the group has not handled yet. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  close(): Promise<void>;
};

export type Stoppable = {
  /** Waits for work under way; nothing is handed on afterwards. */
  stop(): Promise<void>;
};
