import type { EventEnvelope } from '@caravan/contracts/event';

/**
 * Carries events from relays to consumers: durable, at least once, in order per subject.
 * Implementations pass `transportContract`, the same test suite for each.
 */
export type EventTransport = {
  /** Keeps all of them or none. Appending an event again changes nothing (told by its id). */
  append(envelopes: readonly EventEnvelope[]): Promise<void>;
  /**
   * Hands every event of the topics, from the start of the log on, to one active instance per group;
   * when it dies another takes over within seconds.
   *
   * @param options.handle - Where a group stands is saved after it; when it throws, the batch comes again.
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
  /** Number of events that the group has not handled yet. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  close(): Promise<void>;
};

export type Stoppable = {
  /** Waits for work under way; nothing is handed on afterwards. */
  stop(): Promise<void>;
};
