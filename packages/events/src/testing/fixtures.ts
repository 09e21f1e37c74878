import { randomUUID } from 'node:crypto';
import type { Configuration } from '@caravan/config/configuration';
import { eventSettings as settings } from '@caravan/config/settings/events';
import { defineEvent, type EventEnvelope } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import { pino } from 'pino';
import postgres from 'postgres';
import { z } from 'zod';

export const quiet = pino({ level: 'silent' });

/** Settings for tests: quick retries, and no poll to rely on unless it is asked for. */
export function eventSettings(overrides: Partial<Configuration['events']> = {}): Configuration['events'] {
  const defaults = Object.entries(settings).map(([name, { schema }]) => [name, schema.parse(undefined)]);
  const events = Object.fromEntries(defaults) as Configuration['events'];
  return { ...events, attempts: 3, retryBaseMs: 5, retryMaximumMs: 20, ...overrides };
}

/** An event with a topic of its own, so that tests of one file do not meet. */
export function thingMoved() {
  return defineEvent({
    type: `shop.ThingMoved${randomUUID()}`,
    version: 1,
    topic: `caravan.shop.thing-${randomUUID()}`,
    description: 'A thing moved.',
    data: z.object({ number: z.int(), note: z.string().optional() }),
  });
}

export function envelopeOf(
  contract: { type: string; version: number; topic: string },
  event: { subject: string; data: unknown; id?: string },
): EventEnvelope {
  const id = event.id ?? newId();
  const { type, version, topic } = contract;
  const fields = { source: 'shop', correlationId: id, causationId: null, principal: null, traceparent: null };
  return { id, type, version, topic, time: '2026-01-02T03:04:05.678Z', ...fields, ...event };
}

/** Ends every other connection to a database, as a failing network or server would. */
export async function cutConnections(adminUrl: string, like = '%'): Promise<number> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const cut = await admin`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like ${like}`;
    return cut.length;
  } finally {
    await admin.end();
  }
}
