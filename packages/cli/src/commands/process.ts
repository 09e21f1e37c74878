import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@caravan/config/configuration';
import { loadConfiguration, readEnvironment } from '@caravan/config/environment';
import { createLogger, type Logger } from '@caravan/telemetry/logger';
import { startTracing } from '@caravan/telemetry/tracing';
import { pino } from 'pino';

/** Configuration and logger of this process. */
export function openProcess(name: string): { configuration: Configuration; logger: Logger } {
  const configuration = loadConfiguration(readEnvironment(), name);
  traceProcess(configuration, name);
  return { configuration, logger: createLogger({ level: configuration.platform.logLevel, name }) };
}

/**
 * Configuration and logger of `caravan start`. Outside production all log lines go to `<data folder>/caravan.log`,
 * begun anew at each start, and the terminal shows warnings and errors alone.
 */
export function openStart(): { configuration: Configuration; logger: Logger; logFile: string | null } {
  const configuration = loadConfiguration();
  traceProcess(configuration, 'caravan');
  const { environment, dataFolder, logLevel: level } = configuration.platform;
  if (environment === 'production')
    return { configuration, logger: createLogger({ level, name: 'caravan' }), logFile: null };
  mkdirSync(dataFolder, { recursive: true });
  const logFile = join(dataFolder, 'caravan.log');
  const destination = pino.multistream([
    { level: 'trace', stream: pino.destination({ dest: logFile, append: false, sync: false }) },
    { level: 'warn', stream: pino.destination({ dest: 2, sync: true }) },
  ]);
  return { configuration, logger: createLogger({ level, name: 'caravan', destination }), logFile };
}

let tracing: ReturnType<typeof startTracing> | null = null;

/** Sends traces of this process when a collector is configured. */
export function traceProcess({ platform }: Configuration, service: string): void {
  const { traceEndpoint: endpoint, traceRatio: ratio } = platform;
  if (endpoint) tracing = startTracing({ endpoint, service, ratio });
}

/** One Ctrl+C arrives several times: from the terminal, and passed on by npm and by whoever it started. */
const sameSignalMs = 1_000;

/**
 * Waits for SIGINT or SIGTERM, then stops; a second signal, or 15 seconds, ends the process at once.
 *
 * @param announcement - Printed when signals are heeded: whoever reads that it runs may stop it in the same moment.
 */
export async function runUntilSignal(announcement: string, stop: () => Promise<void>): Promise<void> {
  const signal = firstSignal(() => process.exit(1));
  console.log(announcement);
  await signal;
  setTimeout(() => process.exit(1), 15_000).unref();
  await stop();
  await tracing?.stop();
  process.exit(0);
}

/**
 * Resolves at the first SIGINT or SIGTERM.
 *
 * @param onSecond - Called at the next one: whoever waits does not want to any longer.
 */
export function firstSignal(onSecond: () => void): Promise<void> {
  const signal = Promise.withResolvers<void>();
  let firstAt: number | null = null;
  const onSignal = () => {
    if (firstAt !== null && performance.now() - firstAt > sameSignalMs) onSecond();
    firstAt ??= performance.now();
    signal.resolve();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return signal.promise;
}
