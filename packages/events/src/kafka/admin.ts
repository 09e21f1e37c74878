import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { Logger } from 'pino';
import { backoffMs } from '../backoff.ts';
import { briefRetries, type KafkaSettings, newClient } from './client.ts';
import { createRenewable, type Renewable } from './renewable.ts';

export function openAdmin(settings: KafkaSettings, logger: Logger): Renewable<Admin> {
  const admin = createRenewable({
    atOnce: 8,
    async open() {
      const opened = newClient(settings, logger, briefRetries).admin();
      await opened.connect();
      return opened;
    },
    close: (opened: Admin) => opened.disconnect(),
  });
  return { ...admin, use: (work) => patiently(() => admin.use(work)) };
}

/** Some ten seconds: a broker that has much to do takes its time to make partitions. */
const mostTries = 15;

/**
 * A partition has no leader for a moment when its topic was created just now, or its broker went away. kafkajs takes
 * the brokers' word for it where it asks for offsets; the next client asks who leads now.
 */
export async function patiently<Value>(ask: () => Promise<Value>, tries = mostTries): Promise<Value> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!saysAgain(error) || failures === tries) throw error;
      await pause(backoffMs(failures, { baseMs: 100, maximumMs: 1_000 }));
    }
  }
}

const passing = /^KafkaJS(ProtocolError|TopicMetadataNotLoaded|MetadataNotLoaded)$/;

function saysAgain(error: unknown): boolean {
  return error instanceof Error && passing.test(error.name) && 'retriable' in error && error.retriable === true;
}
