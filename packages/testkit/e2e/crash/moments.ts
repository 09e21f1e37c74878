import { setTimeout as pause } from 'node:timers/promises';
import type { KillableCaravan } from '@caravan/testkit/killable-caravan';
import postgres from 'postgres';
import type { WebhookForwarder } from '../trading/webhook-forwarder.ts';

/** When Caravan is killed. */
export const momentKinds = ['webhook', 'outbox', 'random'] as const;
export type MomentKind = (typeof momentKinds)[number];

type Surroundings = { caravan: KillableCaravan; webhooks: WebhookForwarder; random(): number };

/** Resolves at the moment to kill; Caravan may be frozen then. */
export function moment(kind: MomentKind, { caravan, webhooks, random }: Surroundings): Promise<void> {
  const wait = {
    /** Up to 50 ms after a webhook has reached Caravan. */
    webhook: () => webhooks.next().then(() => pause(random() * 50)),
    outbox: () => frozenBeforeRelay(caravan, Math.floor(random() * 12)),
    random: () => pause(random() * 1_500),
  };
  return wait[kind]();
}

/**
 * Freezes Caravan while events are committed that its relays have not brought to the log yet.
 *
 * @param passed - How many such moments are let go by before.
 */
async function frozenBeforeRelay(caravan: KillableCaravan, passed: number): Promise<void> {
  const admin = postgres(caravan.databaseUrl(), { max: 2, onnotice: () => {} });
  const reached = Promise.withResolvers<void>();
  let looking = false;
  let left = passed;
  const look = async () => {
    if (looking) return;
    looking = true;
    caravan.freeze();
    const [row] = await admin<{ unpublished: number }[]>`
      select count(*)::int as unpublished from (
        select id, published_at from payments.outbox union all select id, published_at from marketplace.outbox
      ) outbox where published_at is null and id not in (select id from events.log)`;
    if (row && row.unpublished > 0 && left === 0) return reached.resolve();
    if (row && row.unpublished > 0) left -= 1;
    caravan.thaw();
    looking = false;
  };
  const heard = () => void look().catch(reached.reject);
  for (const schema of ['payments', 'marketplace']) await admin.listen(`outbox_${schema}`, heard);
  try {
    await reached.promise;
  } finally {
    await admin.end({ timeout: 0 });
  }
}
