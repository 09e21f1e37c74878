import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { backUp } from '@caravan/cli/backup/backup';
import type { Manifest } from '@caravan/cli/backup/manifest';
import { type RestoreReport, restore } from '@caravan/cli/backup/restore';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { OperationError } from '@caravan/cli/client/graphql-client';
import { type Environment, parseConfiguration } from '@caravan/config/configuration';
import { createLogger } from '@caravan/telemetry/logger';
import { joinCaravan } from '@caravan/testkit/joined-caravan';
import { openPeople } from '@caravan/testkit/people';
import postgres from 'postgres';
import { expect } from 'vitest';
import { throughout, whenBegun } from '../distributed/settled.ts';
import { expectAgreement } from '../trading/accounts.ts';
import { openTill } from '../trading/provider.ts';
import { seededRandom } from '../trading/random.ts';
import { startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import type { OnSale, Trade } from '../trading/trade.ts';

const buyers = 6;
/** Checkouts that are under way when a backup is made, at least. */
const fewestOpen = 3;
/** Within which every checkout of a restored Caravan ends. */
const limitMs = 60_000;

export type Backups = {
  readonly folder: string;
  readonly made: readonly { readonly folder: string; readonly manifest: Manifest }[];
  readonly trades: readonly Trade[];
  readonly onSale: readonly OnSale[];
};

type BackupOptions = {
  readonly environment: Environment;
  readonly count: number;
  readonly seed: number;
  readonly cut?: Parameters<typeof backUp>[0]['cut'];
};

const logger = createLogger({ level: 'silent', name: 'backup' });

/** Backs a Caravan up again and again while people trade on it. */
export async function backUpWhileTrading(
  client: GraphqlClient,
  { environment, count, seed, cut }: BackupOptions,
): Promise<Backups> {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-backups-'));
  const random = seededRandom(seed);
  const { shoppers, onSale } = await openShops(client, buyers);
  const shopping = startShopping({ lives: throughout(client), shoppers, onSale, fates: ['kept'], random });
  const made: { folder: string; manifest: Manifest }[] = [];
  for (let index = 0; index < count; index += 1) {
    await whenBegun(shopping, (index + 1) * buyers);
    while (!isBusy(shopping.trades)) {
      shopping.check();
      await pause(5);
    }
    await pause(random() * 100);
    const target = join(folder, String(index));
    made.push({ folder: target, manifest: await backUpNow(environment, target, cut) });
  }
  await shopping.finish();
  return { folder, made, trades: shopping.trades, onSale };
}

export function backUpNow(environment: Environment, folder: string, cut?: BackupOptions['cut']): Promise<Manifest> {
  return backUp({
    configuration: parseConfiguration(environment),
    folder,
    withFiles: true,
    logger,
    onProgress: () => {},
    ...(cut ? { cut } : {}),
  });
}

/** Several are under way, and one of them for a while yet. */
function isBusy(trades: readonly Trade[]): boolean {
  const open = trades.filter(isOpen);
  return (
    open.length >= fewestOpen && open.some(({ leaves, dueAt }) => leaves && (dueAt ?? 0) > performance.now() + 4_000)
  );
}

function isOpen({ checkoutId, settledAt }: Trade): boolean {
  return checkoutId !== null && settledAt === null;
}

export function restoreInto(
  environment: Environment,
  folder: string,
  options: { mayReplace?: boolean } = {},
): Promise<RestoreReport> {
  return restore({
    configuration: parseConfiguration(environment),
    folder,
    mayReplace: async () => options.mayReplace ?? false,
    logger,
    onProgress: () => {},
  });
}

/** A place for a restored Caravan: its databases, and a data folder of its own with the secrets of the first one. */
export function elsewhere(environment: Environment, settings: Environment): Environment {
  return { ...environment, CARAVAN_DATA: mkdtempSync(join(tmpdir(), 'caravan-restored-')), ...settings };
}

/**
 * Starts Caravan on what was restored. Every checkout that was open in the backup ends, and money, stock and orders
 * agree with what the trades came to there.
 *
 * @param adminUrl - Of the database with the provider's books.
 */
export async function expectGoesOn(
  environment: Environment,
  { trades, onSale }: Backups,
  adminUrl: string,
): Promise<void> {
  const caravan = await joinCaravan(environment, {});
  const till = openTill(adminUrl);
  try {
    const found = await Promise.all(trades.map((trade) => readTrade(caravan.client, trade)));
    const there = found.filter((trade) => trade !== null);
    const ended = await Promise.all(there.map((trade) => whenOver(caravan.client, trade)));
    await expectAgreement(caravan.client, openPeople(caravan.client), { trades: ended, provider: till, onSale });
  } finally {
    await till.stop();
    await caravan.stop();
    rmSync(environment.CARAVAN_DATA ?? '', { recursive: true, force: true });
  }
}

/** Checkouts that are under way in a database. */
export async function countOpen(paymentsUrl: string): Promise<number> {
  const admin = postgres(paymentsUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await admin`select 1 from payments.checkouts where status in ${admin(openStatuses)}`;
    return rows.length;
  } finally {
    await admin.end({ timeout: 5 });
  }
}

type State = { status: string; payments: { id: string }[]; orders: { id: string }[] };

const document = 'query Checkout($id: ID!) { checkout(id: $id) { status payments { id } orders { id } } }';
const openStatuses = ['RESERVING', 'AWAITING_PAYMENT', 'PAID'];

/** Null for one that was begun after the backup. */
async function readTrade(client: GraphqlClient, trade: Trade): Promise<Trade | null> {
  return (await readCheckout(client, trade)) && trade;
}

async function readCheckout(client: GraphqlClient, { checkoutId: id, buyer }: Trade): Promise<State | null> {
  try {
    const { checkout } = await client.query<{ checkout: State | null }>(document, { id }, { token: buyer.token });
    return checkout;
  } catch (error) {
    if (error instanceof OperationError && error.kinds.includes('NOT_FOUND')) return null;
    throw error;
  }
}

/** The trade as it ends where it was restored. */
async function whenOver(client: GraphqlClient, trade: Trade): Promise<Trade> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const state = await readCheckout(client, trade);
    if (state && !openStatuses.includes(state.status)) {
      const { status, payments, orders } = state;
      return { ...trade, status, paymentIds: payments.map(({ id }) => id), orderIds: orders.map(({ id }) => id) };
    }
    if (performance.now() > giveUpAt)
      expect(state, `${trade.checkoutId} is not over after ${limitMs} ms`).toMatchObject({ status: 'over' });
    await pause(100);
  }
}
