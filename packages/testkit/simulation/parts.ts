import { parseConfiguration } from '@caravan/config/configuration';
import type { Database } from '@caravan/database/database';
import type { Consumer } from '@caravan/events/consumer';
import type { LiveFeed, WatchOptions } from '@caravan/events/live-feed';
import type { Sealer } from '@caravan/events/sealing';
import type { Job } from '@caravan/jobs/job';
import { checkoutParticipant } from '@caravan/marketplace/checkout/checkout.consumers';
import { reserveAgainJob } from '@caravan/marketplace/checkout/checkout.jobs';
import type { Deps as MarketplaceDeps } from '@caravan/marketplace/deps';
import { fulfilmentEscrow } from '@caravan/marketplace/fulfilments/fulfilments.consumers';
import { orderPayments } from '@caravan/marketplace/orders/orders.consumers';
import { consumers as paymentConsumers } from '@caravan/payments/consumers';
import type { Deps as PaymentsDeps } from '@caravan/payments/deps';
import { jobs as paymentJobs } from '@caravan/payments/jobs';
import type { Logger } from '@caravan/telemetry/logger';
import { memoryDatabase, type Runner } from './memory/database.ts';
import { createStore, type Store } from './memory/transactions.ts';
import type { SimulatedProvider } from './provider.ts';

export const partNames = ['payments', 'marketplace'] as const;
export type PartName = (typeof partNames)[number];

export type AnyDeps = MarketplaceDeps & PaymentsDeps;

/** A subgraph: its own database, what it hears and what it does later. Only its code is the real one. */
export type Part = {
  readonly name: PartName;
  readonly store: Store;
  readonly consumers: readonly Consumer<AnyDeps>[];
  readonly jobs: readonly Job<AnyDeps>[];
};

export type Settings = {
  readonly payments: PaymentsDeps['settings'];
  readonly marketplace: MarketplaceDeps['settings'];
};

export const defaultSettings: Settings = parseConfiguration({
  NODE_ENV: 'test',
  CALLER_SECRET: 'c'.repeat(32),
  CURSOR_SECRET: 'u'.repeat(32),
  SEALING_KEY: 's'.repeat(32),
  FILE_SECRET: 'f'.repeat(32),
  IDENTITY_KEY_ENCRYPTION_KEY: 'k'.repeat(32),
  SANDBOX_API_KEY: 'p'.repeat(32),
  SANDBOX_WEBHOOK_SECRET: 'w'.repeat(32),
});

export function createParts(): Readonly<Record<PartName, Part>> {
  return {
    payments: {
      name: 'payments',
      store: createStore(),
      consumers: paymentConsumers as unknown as Part['consumers'],
      jobs: paymentJobs as unknown as Part['jobs'],
    },
    marketplace: {
      name: 'marketplace',
      store: createStore(),
      consumers: [checkoutParticipant, orderPayments, fulfilmentEscrow] as unknown as Part['consumers'],
      jobs: [reserveAgainJob] as unknown as Part['jobs'],
    },
  };
}

/** What use cases of a part work with when `runner` runs them. */
export function depsOf(
  part: Part,
  runner: Runner,
  world: {
    readonly settings: Settings;
    readonly provider: SimulatedProvider;
    now(): number;
    alarm(message: string): void;
  },
): AnyDeps & { database: Database } {
  const now = () => new Date(world.now());
  const provider = world.provider.client((what) => runner.turn(what));
  const deps = {
    settings: world.settings[part.name],
    database: memoryDatabase(part.store, runner, now),
    feed: currentOnly,
    sealer: plainSealer,
    logger: loggerOf(world.alarm),
    now,
    publicUrl: () => 'http://caravan.test',
    providers: new Map([[provider.name, provider]]),
  };
  return deps as unknown as AnyDeps;
}

/** Seals by writing it down: who did what is no secret of the simulation. */
const plainSealer: Pick<Sealer, 'sealFor'> = {
  sealFor: async (userId) => (fields) => ({ userId, sealed: JSON.stringify(fields) }),
};

/** What is there now: nobody waits for what comes. */
const currentOnly: LiveFeed = {
  watch: <State extends { version: number }>(options: WatchOptions<State>) =>
    (async function* () {
      yield* await options.current(null);
    })() as AsyncIterableIterator<State>,
  stop: () => Promise.resolve(),
};

function loggerOf(alarm: (message: string) => void): Logger {
  const quiet = () => undefined;
  const error = (_fields: object, message: string) => alarm(message);
  return { error, warn: quiet, info: quiet, debug: quiet } as unknown as Logger;
}
