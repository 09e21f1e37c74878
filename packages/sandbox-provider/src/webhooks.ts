import { createHmac, randomUUID } from 'node:crypto';
import type { Logger } from '@caravan/telemetry/logger';
import type { Sql, Transaction } from './sql.ts';

const mostAttempts = 30;
const longestPauseSeconds = 60;
const timeoutMs = 10_000;
/** How often due webhooks are looked for when nobody rang, for those that wait for their time. */
const lookEveryMs = 500;

type Webhook = { type: string; data: object; delaySeconds?: number; times?: number };

/** Writes a webhook to be sent with the change that it tells of. */
export async function queueWebhook(
  tx: Transaction,
  paymentId: string,
  { type, data, delaySeconds = 0, times = 1 }: Webhook,
): Promise<void> {
  const id = `evt_${randomUUID()}`;
  const body = JSON.stringify({ id, type, created: new Date().toISOString(), data });
  for (let copy = 0; copy < times; copy += 1) {
    await tx`insert into webhooks (id, payment_id, type, body, due_at)
             values (${randomUUID()}, ${paymentId}, ${type}, ${body}, now() + make_interval(secs => ${delaySeconds}))`;
  }
}

export type Sender = { ring(): void; stop(): Promise<void> };

/** Sends what is due until it is acknowledged; goes on after a restart where it was. */
export function startSender(options: { sql: Sql; webhookUrl(): string; secret: string; logger: Logger }): Sender {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const ring = () => {
    if (stopped) return;
    again = true;
    running ??= run();
  };
  const run = async () => {
    try {
      while (again && !stopped) {
        again = false;
        await sendDue(options);
      }
    } catch (error) {
      options.logger.error({ err: error }, 'webhooks could not be sent; they will be');
    } finally {
      running = null;
    }
  };
  const timer = setInterval(ring, lookEveryMs);
  return {
    ring,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

type Due = { id: string; body: string; attempts: number };

async function sendDue({ sql, webhookUrl, secret, logger }: Parameters<typeof startSender>[0]): Promise<void> {
  const due = await sql<Due[]>`
    select id, body, attempts from webhooks
    where delivered_at is null and due_at <= now() and attempts < ${mostAttempts} order by due_at limit 32`;
  await Promise.all(
    due.map(async ({ id, body, attempts }) => {
      const delivered = await post(webhookUrl(), body, secret);
      const pause = Math.min(2 ** attempts, longestPauseSeconds);
      await (delivered
        ? sql`update webhooks set delivered_at = now(), attempts = attempts + 1 where id = ${id}`
        : sql`update webhooks set attempts = attempts + 1, due_at = now() + make_interval(secs => ${pause}) where id = ${id}`);
      if (!delivered) logger.warn({ webhook: id, attempts: attempts + 1 }, 'webhook was not accepted');
    }),
  );
}

async function post(url: string, body: string, secret: string): Promise<boolean> {
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': `t=${time},v1=${signature}` },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not there, or too slow: the same as not accepted.
    return false;
  }
}
