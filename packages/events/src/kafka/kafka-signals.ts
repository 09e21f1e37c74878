import type { EventEnvelope } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import type { Logger } from 'pino';
import { createListeners, type Signal, type SignalTransport, writeSignal } from '../signals.ts';
import type { EventTransport } from '../transport.ts';
import type { KafkaSettings } from './client.ts';
import { openKafkaTransport } from './kafka-transport.ts';

const topic = 'caravan.signals';

/** Signals through one topic that forgets them within the hour; what is sent while another is on its way goes together. */
export async function openKafkaSignals(options: { settings: KafkaSettings; logger: Logger }): Promise<SignalTransport> {
  const { logger } = options;
  const settings = { ...options.settings, retentionHours: 1 };
  const transport = await openKafkaTransport({ settings, topics: [topic], logger });
  const listeners = createListeners((error) => logger.error({ err: error }, 'A listener failed on a signal'));
  let following: ReturnType<EventTransport['follow']> | undefined;
  const follow = () =>
    transport.follow({
      topics: [topic],
      onEvent: ({ type, subject, data }) => listeners.tell({ channel: type, subject, data }),
      onGap: () => undefined,
    });
  const send = inBatches((signals) => transport.append(signals.map(envelopeOf)));
  return {
    async send(signal) {
      writeSignal(signal);
      await send(signal);
    },
    async hear(listener) {
      following ??= follow();
      // One that failed is tried again by the next who wants to hear.
      await following.catch((error: unknown) => {
        following = undefined;
        throw error;
      });
      return listeners.add(listener);
    },
    close: () => transport.close(),
  };
}

function inBatches(sendAll: (signals: readonly Signal[]) => Promise<void>): (signal: Signal) => Promise<void> {
  let waiting: Signal[] = [];
  let sending: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const sendWaiting = () => {
    const signals = waiting;
    waiting = [];
    next = undefined;
    return sendAll(signals);
  };
  return (signal) => {
    waiting.push(signal);
    next ??= sending = sending.then(sendWaiting, sendWaiting);
    return next;
  };
}

function envelopeOf({ channel, subject, data }: Signal): EventEnvelope {
  const id = newId();
  const operation = { correlationId: id, causationId: null, principal: null, traceparent: null };
  return {
    id,
    type: channel,
    version: 1,
    source: 'signals',
    subject,
    time: new Date().toISOString(),
    topic,
    data,
    ...operation,
  };
}
