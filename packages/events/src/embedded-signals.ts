import type { Logger } from 'pino';
import { openLogDatabase } from './embedded-log.ts';
import { schemaOf } from './outbox.ts';
import { createListeners, type Signal, type SignalTransport, writeSignal } from './signals.ts';

/** Signals by NOTIFY in the database of the embedded log. */
export async function openEmbeddedSignals({ url, logger }: { url: string; logger: Logger }): Promise<SignalTransport> {
  const database = openLogDatabase(url);
  const listeners = createListeners((error) => logger.error({ err: error }, 'A listener failed on a signal'));
  const notifications = `signals_${await schemaOf(database)}`;
  await database.client.listen(notifications, (text) => listeners.tell(JSON.parse(text) as Signal));
  return {
    async send(signal) {
      await database.client.notify(notifications, writeSignal(signal));
    },
    hear: async (options) => listeners.add(options),
    close: () => database.close(),
  };
}
