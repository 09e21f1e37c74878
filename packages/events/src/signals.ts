import type { Stoppable } from './transport.ts';

/** What is stale in a second: typing, a courier's position. Nothing may depend on its arrival. */
export type Signal = {
  /** What kind it is: listeners choose by it. */
  readonly channel: string;
  /** Id of what it is about; signals of one subject arrive in order when each is sent after the other was. */
  readonly subject: string;
  /** Anything that survives JSON. */
  readonly data: unknown;
};

/** Carries signals between processes at most once, without keeping them. */
export type SignalTransport = {
  /**
   * Sent when it resolves; whether anybody hears it is not known.
   *
   * @throws SignalTooLarge
   */
  send(signal: Signal): Promise<void>;
  /**
   * Hands on what any process, this one included, sends after the promise resolved; what was sent a moment before may
   * come, too.
   */
  hear(options: { channels: readonly string[]; onSignal(signal: Signal): void }): Promise<Stoppable>;
  close(): Promise<void>;
};

export class SignalTooLarge extends Error {
  constructor(channel: string, bytes: number) {
    super(`A signal on ${channel} of ${bytes} bytes is larger than ${signalBytes}.`);
    this.name = 'SignalTooLarge';
  }
}

/** NOTIFY of Postgres takes less than 8,000 bytes; what fits nowhere should be refused everywhere. */
const signalBytes = 7_900;

/** The signal's JSON. */
export function writeSignal({ channel, subject, data }: Signal): string {
  const text = JSON.stringify({ channel, subject, data });
  const bytes = Buffer.byteLength(text);
  if (bytes > signalBytes) throw new SignalTooLarge(channel, bytes);
  return text;
}

/** Those who listen in this process; one who throws does not keep it from the others. */
export function createListeners(onError: (error: unknown) => void) {
  const listeners = new Set<{ channels: ReadonlySet<string>; onSignal(signal: Signal): void }>();
  return {
    add(options: { channels: readonly string[]; onSignal(signal: Signal): void }): Stoppable {
      const listener = { channels: new Set(options.channels), onSignal: options.onSignal };
      listeners.add(listener);
      return { stop: async () => void listeners.delete(listener) };
    },
    tell(signal: Signal): void {
      for (const { channels, onSignal } of listeners) {
        if (!channels.has(signal.channel)) continue;
        try {
          onSignal(signal);
        } catch (error) {
          onError(error);
        }
      }
    },
  };
}
