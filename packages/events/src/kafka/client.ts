import { readFileSync } from 'node:fs';
import type { Configuration } from '@caravan/config/configuration';
import { Kafka, type KafkaConfig, type RetryOptions, type SASLOptions } from 'kafkajs';
import type { Logger } from 'pino';
import { logCreator, logLevelOf } from './log-lines.ts';

export type KafkaSettings = Configuration['kafka'];

/** Names as the brokers know them. */
export type Names = { topic(name: string): string; group(name: string): string };

export function namesWith({ topicPrefix }: Pick<KafkaSettings, 'topicPrefix'>): Names {
  const prefixed = (name: string) => `${topicPrefix}${name}`;
  return { topic: prefixed, group: prefixed };
}

/** For what somebody waits for: fails within seconds, and whoever asked asks again. */
export const briefRetries: RetryOptions = { retries: 4, initialRetryTime: 100, maxRetryTime: 1_000 };
/** For consumers: while brokers are away for minutes they stay members and go on where they were. */
export const longRetries: RetryOptions = { retries: 300, initialRetryTime: 100, maxRetryTime: 1_000 };

/**
 * A client of its own for each producer and consumer: consumers of one client share what they know of committed
 * offsets, which two of one group must not.
 */
export function newClient(settings: KafkaSettings, logger: Logger, retry: RetryOptions): Kafka {
  return new Kafka({
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    connectionTimeout: settings.connectTimeoutMs,
    authenticationTimeout: settings.requestTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    retry,
    logLevel: logLevelOf(logger),
    logCreator: logCreator(logger),
    ...securityOf(settings),
  });
}

/** @throws Error that names the setting which is missing. */
export function securityOf(settings: KafkaSettings): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  const { tls, tlsCa, saslMechanism: mechanism, saslUsername: username, saslPassword: password } = settings;
  if (!tls && tlsCa) throw new Error('KAFKA_TLS_CA is for encrypted connections: set KAFKA_TLS=true.');
  if (!mechanism && (username || password)) throw new Error('Set KAFKA_SASL_MECHANISM to sign in to the brokers.');
  const ssl = tls && (tlsCa ? { ca: [readCertificates(tlsCa)] } : true);
  if (!mechanism) return { ssl };
  if (!username || !password) throw new Error(`KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD go with ${mechanism}.`);
  return { ssl, sasl: { mechanism, username, password } as SASLOptions };
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`KAFKA_TLS_CA: ${(error as Error).message}`, { cause: error });
  }
}
