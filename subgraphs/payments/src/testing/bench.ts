import { parseConfiguration } from '@caravan/config/configuration';
import type { CheckoutLine } from '@caravan/contracts/checkout';
import { toMoneyData } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import { createPager } from '@caravan/core/pages';
import type { Caller, Principal, Scope } from '@caravan/core/principal';
import type { LiveFeed, WatchOptions } from '@caravan/events/live-feed';
import { eventsMigrations } from '@caravan/events/outbox';
import type { Sealer } from '@caravan/events/sealing';
import { createLogger } from '@caravan/telemetry/logger';
import { testDatabase } from '@caravan/testkit/database';
import { testEnvironment } from '@caravan/testkit/settings';
import { sql } from 'drizzle-orm';
import type { Checkout } from '../checkout/checkout.domain.ts';
import { findCheckouts } from '../checkout/checkout.store.ts';
import { startCheckout } from '../checkout/usecases/start-checkout.ts';
import { takeCompleted, takeReserved } from '../checkout/usecases/take-reply.ts';
import type { Deps } from '../deps.ts';
import { beginRelease } from '../escrow/escrow.usecases.ts';
import { jobs } from '../jobs.ts';
import { findPaymentsOfCheckouts } from '../payments/payments.store.ts';
import type { ProviderEvent } from '../providers/provider.ts';
import { receiveWebhook } from '../webhooks/webhooks.usecases.ts';
import { type ScriptedProvider, scriptedProvider } from './scripted-provider.ts';

export const migrations = [
  { name: 'events', folder: eventsMigrations },
  { name: 'payments', folder: new URL('../../migrations/', import.meta.url) },
];

export type Bench = ReturnType<typeof openBench>;

/** Payments' use cases on a database of their own, with a clock and a provider that the test moves. */
export function openBench(settings: Record<string, string> = {}) {
  const { database, adminUrl } = testDatabase('payments', migrations);
  const provider: ScriptedProvider = scriptedProvider();
  const clock = { now: new Date('2026-11-21T12:00:00Z') };
  const deps: Deps = {
    settings: parseConfiguration(testEnvironment(adminUrl, settings)).payments,
    database,
    feed: currentOnly,
    sealer: plainSealer,
    pager: createPager('test'.repeat(8)),
    logger: createLogger({ level: 'silent', name: 'test' }),
    now: () => clock.now,
    publicUrl: () => 'http://caravan.test',
    providers: new Map([[provider.name, provider]]),
  };
  return { deps, provider, clock, adminUrl, database, ...operations(deps, provider, clock) };
}

/** What the parts outside of payments do in a trade. */
function operations(deps: Deps, provider: ScriptedProvider, clock: { now: Date }) {
  const steps = tradeSteps(deps, provider);
  return {
    ...steps,
    /** A checkout that went all the way to CONFIRMED. */
    async confirmed(lines: readonly CheckoutLine[], principal = buyer()) {
      const trade = await steps.awaitingPayment(lines, principal);
      await steps.pay(trade.paymentId);
      await steps.complete(trade.checkoutId);
      return trade;
    },
    async deliver(fulfilmentId: string) {
      await deps.database.transaction((tx) => beginRelease(deps, tx, fulfilmentId));
      await runJobs(deps, { names: ['payments.release-escrow'] });
    },
    async checkout(id: string): Promise<Checkout> {
      const [found] = await findCheckouts(deps.database.query, [id]);
      if (!found) throw new Error('There is no such checkout.');
      return found;
    },
    runJobs: (options: { names?: string[] } = {}) => runJobs(deps, options),
    pass(seconds: number) {
      clock.now = new Date(clock.now.getTime() + seconds * 1_000);
    },
  };
}

function tradeSteps(deps: Deps, provider: ScriptedProvider) {
  const { database } = deps;
  const newestPayment = async (checkoutId: string) => {
    const found = (await findPaymentsOfCheckouts(database.query, [checkoutId])).at(-1);
    if (!found) throw new Error('The checkout has no payment.');
    return found;
  };
  const webhook = async (event: ProviderEvent, eventId = newId()) => {
    const body = JSON.stringify({ eventId, event }, (_key, value) => (typeof value === 'bigint' ? `${value}` : value));
    await receiveWebhook(deps, 'sandbox', { headers: {}, body: Buffer.from(body) });
  };
  const tellCaptured = (paymentId: string) => webhook({ kind: 'PAYMENT', paymentId, payment: provider.of(paymentId) });
  return {
    newestPayment,
    webhook,
    tellCaptured,
    /** A checkout whose marketplace part holds these lines, with its payment page ready. */
    async awaitingPayment(lines: readonly CheckoutLine[], principal = buyer()) {
      const { id: checkoutId } = await start(deps, { principal });
      await database.transaction((tx) => takeReserved(deps, tx, { checkoutId, participant: 'marketplace', lines }));
      await runJobs(deps, { names: ['payments.create-payment'] });
      return { checkoutId, paymentId: (await newestPayment(checkoutId)).id, principal };
    },
    async pay(paymentId: string) {
      provider.capture(paymentId);
      await tellCaptured(paymentId);
      await runJobs(deps, { names: ['payments.process-webhook'] });
    },
    complete: (checkoutId: string, failedLineIds: string[] = []) =>
      database.transaction((tx) => takeCompleted(deps, tx, { checkoutId, participant: 'marketplace', failedLineIds })),
  };
}

/** Seals by writing it down, so that tests can read what was sealed. */
const plainSealer: Sealer = {
  seal: async (userId, fields) => ({ userId, sealed: JSON.stringify(fields) }),
  sealFor: async (userId) => (fields) => ({ userId, sealed: JSON.stringify(fields) }),
  unseal: async ({ sealed }) => JSON.parse(sealed) as unknown,
  unsealMany: async (all) => all.map(({ sealed }) => JSON.parse(sealed) as unknown),
  erase: async () => undefined,
  close: async () => undefined,
};

export function callerOf(principal: Principal): Caller {
  return { principal, requestId: 'request', clientAddress: '2001:db8::1', userAgent: null };
}

export function buyer(scopes: readonly Scope[] = []): Principal & { id: string } {
  return { kind: 'user', id: newId(), sessionId: newId(), roles: ['CUSTOMER'], scopes: ['cart:use', ...scopes] };
}

export function line(amountMinor: bigint, more: Partial<CheckoutLine> & { storeId?: string } = {}): CheckoutLine {
  const { storeId = newId(), ...rest } = more;
  return {
    lineId: newId(),
    ref: newId(),
    fulfilmentId: newId(),
    kind: 'PRODUCT',
    description: 'Thing',
    payee: { kind: 'STORE', id: storeId },
    amount: toMoneyData(money(amountMinor, 'EUR')),
    commissionable: true,
    releaseRule: { kind: 'ON_DELIVERY', days: 0 },
    ...rest,
  };
}

export async function start(deps: Deps, command: Partial<Parameters<typeof startCheckout>[1]> = {}): Promise<Checkout> {
  const result = await startCheckout(deps, startCommand(command));
  if (!result.ok) throw new Error(`Refused: ${result.errors[0].kind}`);
  return result.value;
}

export function startCommand(command: Partial<Parameters<typeof startCheckout>[1]> = {}) {
  return {
    principal: buyer(),
    currency: 'EUR',
    deliveryAddressId: null,
    expectedTotal: null,
    paymentMethod: 'SANDBOX_CARD' as const,
    idempotencyKey: newId(),
    ...command,
  };
}

/** Runs the jobs that are due by the deps' clock until there are none, each as the worker would: alone, then gone. */
export async function runJobs(deps: Deps, { names }: { names?: readonly string[] } = {}): Promise<string[]> {
  const ran: string[] = [];
  for (;;) {
    const due = await takeDueJob(deps, names);
    if (!due) return ran;
    const found = jobs.find(({ name }) => name === due.name);
    if (!found) throw new Error(`There is no job ${due.name}.`);
    await found.run(deps, due.payload);
    ran.push(due.name);
  }
}

type DueJob = { name: string; payload: unknown };

async function takeDueJob(deps: Deps, names: readonly string[] | undefined): Promise<DueJob | null> {
  const wanted = names ? sql`and t.identifier = any(${`{${names.join(',')}}`}::text[])` : sql``;
  // The worker's clock is the database's; a job without a time of its own is due at once.
  const rows = await deps.database.query.execute<{ name: string; payload: { payload: unknown } }>(sql`
    delete from payments_jobs._private_jobs where id = (
      select j.id from payments_jobs._private_jobs j join payments_jobs._private_tasks t on t.id = j.task_id
      where (j.run_at <= ${deps.now()} or j.run_at = j.created_at) ${wanted}
      order by j.run_at, j.id limit 1)
    returning (select identifier from payments_jobs._private_tasks where id = task_id) as name, payload`);
  const [row] = rows;
  return row ? { name: row.name, payload: row.payload.payload } : null;
}

/** What there is now; events are the business of the whole subgraph's tests. */
const currentOnly: LiveFeed = {
  watch: <State extends { version: number }>(options: WatchOptions<State>) =>
    (async function* () {
      yield* await options.current(null);
    })() as AsyncIterableIterator<State>,
  stop: () => Promise.resolve(),
};
