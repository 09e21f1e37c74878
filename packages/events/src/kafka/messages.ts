import type { EventEnvelope } from '@caravan/contracts/event';
import type { Message } from 'kafkajs';

/** The whole envelope as JSON under its subject as key; headers (CloudEvents names) let others filter without parsing. */
export function toMessage(envelope: EventEnvelope): Message & { value: string } {
  const { id, type, source, version, subject } = envelope;
  return {
    key: subject,
    value: JSON.stringify(envelope),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: type,
      ce_source: source,
      ce_dataversion: String(version),
      'content-type': 'application/json',
    },
  };
}

/** Null for what is no envelope: somebody else wrote it into the topic. */
export function fromMessage({ value }: { value: Buffer | null }): EventEnvelope | null {
  try {
    const parsed: unknown = JSON.parse(value?.toString() ?? '');
    return isEnvelope(parsed) ? parsed : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isEnvelope(value: unknown): value is EventEnvelope {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['id', 'type', 'subject', 'topic'] as const;
  return texts.every((name) => name in value && typeof (value as Record<string, unknown>)[name] === 'string');
}
