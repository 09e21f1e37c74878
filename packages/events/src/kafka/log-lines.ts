import { type LogEntry, logLevel } from 'kafkajs';
import type { Logger } from 'pino';

/** Fields of kafkajs' log lines that are passed on; none of them can hold a payload or a secret. */
const shown = ['groupId', 'memberId', 'topic', 'partition', 'broker', 'error', 'retryCount', 'retryTime', 'apiName'];

export function logLevelOf(logger: Logger): logLevel {
  return logger.isLevelEnabled('debug') ? logLevel.INFO : logLevel.WARN;
}

/**
 * Writes what kafkajs says through our logger. It calls errors what it tries again by itself, so those are warnings
 * here; joining, pausing and the like are for whoever debugs.
 */
export function logCreator(logger: Logger) {
  return () =>
    ({ namespace, level, log }: LogEntry): void => {
      const fields = Object.fromEntries(shown.filter((name) => name in log).map((name) => [name, log[name]]));
      const line = `Kafka${namespace ? ` ${namespace}` : ''}: ${log.message}`;
      // Dealing partitions anew is how a group works, not a fault.
      const routine = level > logLevel.WARN || /rebalanc|re-?join/i.test(log.message);
      if (routine) logger.debug(fields, line);
      else logger.warn(fields, line);
    };
}
