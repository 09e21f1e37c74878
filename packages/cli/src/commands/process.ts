import type { Configuration } from '@caravan/config/configuration';
import { loadConfiguration } from '@caravan/config/environment';
import { createLogger, type Logger } from '@caravan/telemetry/logger';

/** Configuration and logger of this process. */
export function openProcess(name: string): { configuration: Configuration; logger: Logger } {
  const configuration = loadConfiguration();
  return { configuration, logger: createLogger({ level: configuration.platform.logLevel, name }) };
}

/** Waits for SIGINT or SIGTERM, then stops; a second signal, or 15 seconds, ends the process at once. */
export async function runUntilSignal(stop: () => Promise<void>): Promise<void> {
  const signal = Promise.withResolvers<void>();
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    signal.resolve();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  await signal.promise;
  setTimeout(() => process.exit(1), 15_000).unref();
  await stop();
  process.exit(0);
}
