import { type LogEntry, logLevel } from 'kafkajs';
import type { Logger } from 'pino';

/** Fields of kafkajs' log lines that are passed on; none of them can hold a payload or a secret. */
const shown = ['groupId', 'memberId', 'topic', 'partition', 'broker', 'error', 'retryCount', 'apiName'];

/**
 * How groups work, and no fault: partitions are dealt anew, a broker that starts is not ready. A consumer that crashed
 * is told of by whoever replaces it. Retries of the producer end with a new one (append.ts).
 */
const routine =
  /rebalanc|re-?join|coordinator is (not available|loading)|not aware of this member|^Crash|Limiting retries/i;

/** While brokers are away each connection says so every second. */
const againAfterMs = 60_000;
const lastSaid = new Map<string, number>();

export function logLevelOf(logger: Logger): logLevel {
  return logger.isLevelEnabled('debug') ? logLevel.INFO : logLevel.WARN;
}

/**
 * Writes what kafkajs says through our logger. It calls errors what it tries again by itself, so those are warnings
 * here, each once a minute; joining, pausing and the like are for whoever debugs.
 */
export function logCreator(logger: Logger) {
  return () =>
    ({ namespace, level, log }: LogEntry): void => {
      const said = Object.entries(log).filter(([name, value]) => shown.includes(name) && typeof value !== 'object');
      const line = `Kafka ${namespace}: ${log.message}`;
      const isRoutine = level > logLevel.WARN || routine.test(`${log.message} ${log.error}`) || wasSaid(line);
      logger[isRoutine ? 'debug' : 'warn'](Object.fromEntries(said), line);
    };
}

function wasSaid(line: string): boolean {
  const now = performance.now();
  for (const [each, at] of lastSaid) if (now - at > againAfterMs) lastSaid.delete(each);
  if (lastSaid.has(line)) return true;
  lastSaid.set(line, now);
  return false;
}
