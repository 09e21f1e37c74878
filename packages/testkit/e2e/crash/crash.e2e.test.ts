import { chmodSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { freePort } from '@caravan/testkit/free-port';
import { type KillableCaravan, killableCaravan } from '@caravan/testkit/killable-caravan';
import { openPeople } from '@caravan/testkit/people';
import { testEnvironment } from '@caravan/testkit/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAgreement } from '../trading/accounts.ts';
import { type Lives, openLives } from '../trading/lives.ts';
import { type Provider, startProvider } from '../trading/provider.ts';
import { seededRandom } from '../trading/random.ts';
import { type Shopping, startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import type { Trade } from '../trading/trade.ts';
import { startWebhookForwarder, type WebhookForwarder } from '../trading/webhook-forwarder.ts';
import { type MomentKind, moment, momentKinds } from './moments.ts';

const moments = Number(process.env.CRASH_MOMENTS ?? 6);
const seed = Number(process.env.CRASH_SEED ?? 20_261_121);
const buyers = 8;
/** Checkouts that are under way at a kill, at least. */
const fewestOpen = 4;
const limitMs = 60_000;

const { adminUrl } = emptyTestDatabase();
let caravan: KillableCaravan;
let provider: Provider;
let webhooks: WebhookForwarder;
let lives: Lives;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  webhooks = await startWebhookForwarder([url]);
  const environment = testEnvironment('', { PORT: String(port), CHECKOUT_PAYMENT_SECONDS: '10' });
  // The embedded Postgres may run as another user.
  chmodSync(environment.CARAVAN_DATA ?? '', 0o755);
  provider = await startProvider(adminUrl, { environment, webhookUrl: () => webhooks.url });
  caravan = killableCaravan({ ...environment, SANDBOX_URL: provider.url });
  lives = openLives(url);
  await caravan.start();
}, 120_000);

afterAll(async () => {
  lives?.end();
  await caravan?.stop();
  await provider?.stop();
  await webhooks?.stop();
}, 60_000);

test(
  `killed with its Postgres at ${moments} moments of running checkouts, it settles each of them within 60 s`,
  async () => {
    const random = seededRandom(seed);
    const client = openGraphqlClient(url);
    const { shoppers, onSale } = await openShops(client, buyers);
    await client.close();
    lives.begin();
    const shopping = startShopping({ lives, shoppers, onSale, fates: ['kept'], random });

    const settleMs: number[] = [];
    const restarts = [0];
    let inFlight = 0;
    for (let index = 0; index < moments; index += 1) {
      const kind = momentKinds[index % momentKinds.length] ?? 'random';
      const cutOff = await killAndRestart(kind, shopping, random);
      inFlight += cutOff.trades.length;
      restarts.push(cutOff.restartedAt);
      settleMs.push(...(await settled(cutOff, shopping)));
    }
    await shopping.finish();
    const statuses = Map.groupBy(shopping.trades, ({ status }) => status);
    expect([...statuses.keys()].filter((status) => status !== 'CONFIRMED' && status !== 'EXPIRED')).toEqual([]);
    const left = (statuses.get('EXPIRED') ?? []).map((trade) => overtimeMs(trade, restarts));
    expect(left.length, 'some leave').toBeGreaterThan(0);
    expect(Math.max(...left), 'released in time').toBeLessThan(limitMs);
    await lives.attempt((survivor) =>
      expectAgreement(survivor, openPeople(survivor), { trades: shopping.trades, provider, onSale }),
    );
    report({ settleMs, inFlight, left, trades: shopping.trades });
  },
  60_000 + moments * 40_000,
);

type CutOff = { readonly trades: readonly Trade[]; readonly restartedAt: number };

async function killAndRestart(kind: MomentKind, shopping: Shopping, random: () => number): Promise<CutOff> {
  while (open(shopping).length < fewestOpen) await pause(5);
  await moment(kind, { caravan, webhooks, random });
  const trades = open(shopping);
  lives.end();
  await caravan.kill();
  const restartedAt = performance.now();
  await caravan.start();
  lives.begin();
  return { trades, restartedAt };
}

function open({ trades }: Shopping): Trade[] {
  return trades.filter(({ checkoutId, settledAt }) => checkoutId !== null && settledAt === null);
}

/** How long those took whose payment was sent before the kill, from the restart on, its start-up included. */
async function settled({ trades, restartedAt }: CutOff, shopping: Shopping): Promise<number[]> {
  const paid = trades.filter(({ paidAt }) => paidAt !== null && paidAt < restartedAt);
  const overdue = () =>
    open(shopping).filter(({ paidAt, dueAt }) => {
      const due = paidAt ?? dueAt;
      return due !== null && performance.now() - Math.max(due, restartedAt) > limitMs;
    });
  while (paid.some(({ settledAt }) => settledAt === null)) {
    shopping.check();
    expect(overdue(), 'unsettled after 60 s').toEqual([]);
    await pause(20);
  }
  return paid.map(({ settledAt }) => (settledAt ?? 0) - restartedAt);
}

/** How long an unpaid one went on after its time was over, or after the restart when it was over before. */
function overtimeMs({ dueAt, settledAt }: Trade, restarts: readonly number[]): number {
  const end = settledAt ?? 0;
  const restart = Math.max(...restarts.filter((at) => at <= end));
  return end - Math.max(dueAt ?? 0, restart);
}

type Found = { settleMs: number[]; inFlight: number; left: number[]; trades: readonly Trade[] };

function report(found: Found): void {
  const { trades, inFlight, left } = found;
  const sorted = found.settleMs.toSorted((left, right) => left - right);
  const seconds = (ms = 0) => (ms / 1000).toFixed(1);
  const count = (status: string) => trades.filter((trade) => trade.status === status).length;
  console.log(
    `${moments} kills (seed ${seed}) with ${inFlight} checkouts in flight, ${sorted.length} of them paid: settled ` +
      `p95 ${seconds(sorted[Math.floor(sorted.length * 0.95)])} s, worst ${seconds(sorted.at(-1))} s after the restart; ` +
      `${count('CONFIRMED')} confirmed, ${count('EXPIRED')} expired, the last one ${seconds(Math.max(...left))} s late.`,
  );
}
