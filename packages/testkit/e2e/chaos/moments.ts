import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { WebhookForwarder } from '../trading/webhook-forwarder.ts';
import type { Part } from './forms.ts';

/** When a part is killed. */
export const momentKinds = ['random', 'webhook', 'event', 'relay'] as const;
export type MomentKind = (typeof momentKinds)[number];

type Surroundings = { adminUrl: string; webhooks: WebhookForwarder; random(): number };

const schemas = ['identity', 'marketplace', 'payments'];

/** Resolves at the moment to kill the victim, which may be frozen then. */
export function moment(kind: MomentKind, victim: Part, { adminUrl, webhooks, random }: Surroundings): Promise<void> {
  const wait = {
    random: () => pause(random() * 1_500),
    /** Up to 50 ms after a webhook was passed on. */
    webhook: () => webhooks.next().then(() => pause(random() * 50)),
    /** Up to 30 ms after events were committed: they are being relayed, or handled. */
    event: () => whenPublished(adminUrl, Math.floor(random() * 12)).then(() => pause(random() * 30)),
    relay: () => frozenBeforeRelay(victim, adminUrl, Math.floor(random() * 12)),
  };
  return wait[kind]();
}

async function whenPublished(adminUrl: string, passed: number): Promise<void> {
  let left = passed;
  await listening(adminUrl, schemas, async () => {
    left -= 1;
    return left < 0;
  });
}

/**
 * Freezes the victim while events are committed that its relay has not marked as published yet.
 *
 * @param passed - How many such moments are let go by before.
 */
async function frozenBeforeRelay(victim: Part, adminUrl: string, passed: number): Promise<void> {
  let left = passed;
  await listening(adminUrl, victim.outboxes, async (admin) => {
    victim.freeze();
    let unpublished = 0;
    for (const schema of victim.outboxes) {
      const [row] = await admin<{ count: number }[]>`
        select count(*)::int as count from ${admin(schema)}.outbox where published_at is null`;
      unpublished += row?.count ?? 0;
    }
    if (unpublished > 0 && left === 0) return true;
    if (unpublished > 0) left -= 1;
    victim.thaw();
    return false;
  });
}

/** Looks at each announcement of new events until it is the moment; announcements during a look are let go by. */
async function listening(
  adminUrl: string,
  of: readonly string[],
  look: (admin: postgres.Sql) => Promise<boolean>,
): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const reached = Promise.withResolvers<void>();
  let looking = false;
  const heard = async () => {
    if (looking) return;
    looking = true;
    if (await look(admin)) return reached.resolve();
    looking = false;
  };
  for (const schema of of) await admin.listen(`outbox_${schema}`, () => void heard().catch(reached.reject));
  try {
    await reached.promise;
  } finally {
    await admin.end({ timeout: 0 });
  }
}
