import { chmodSync } from 'node:fs';
import { openGraphqlClient } from '@caravan/cli/client/graphql-client';
import type { Environment } from '@caravan/config/configuration';
import { openPeople } from '@caravan/testkit/people';
import { testEnvironment } from '@caravan/testkit/settings';
import { expectAgreement } from '../trading/accounts.ts';
import { openTill, type Till } from '../trading/provider.ts';
import { type Shopping, startShopping } from '../trading/shoppers.ts';
import { openShops } from '../trading/shops.ts';
import { fates, type OnSale, type Trade } from '../trading/trade.ts';
import { startWebhookForwarder, type WebhookForwarder } from '../trading/webhook-forwarder.ts';
import { type Doors, openDoors } from './doors.ts';
import { expectEventsHandled } from './event-accounts.ts';
import { chooseAddresses, type Deployment, deploy, type Form } from './forms.ts';
import { limitMs } from './settling.ts';

/** A deployment that people trade on, and what is needed to do it harm. */
export type Scene = {
  readonly deployment: Deployment;
  readonly doors: Doors;
  readonly shopping: Shopping;
  readonly webhooks: WebhookForwarder;
  readonly adminUrl: string;
  readonly onSale: readonly OnSale[];
  /**
   * Lets everything that was begun come to its end, and compares money, stock, orders and events.
   *
   * @param told - What is said to have been traded; by default, what was.
   */
  expectAgreement(told?: readonly Trade[]): Promise<void>;
  stop(): Promise<void>;
};

type SceneOptions = {
  readonly form: Form;
  readonly adminUrl: string;
  readonly settings: Environment;
  readonly buyers: number;
  /** Statuses in which a checkout may end besides CONFIRMED and EXPIRED. */
  readonly endings?: readonly string[];
  random(): number;
};

export async function openScene(options: SceneOptions): Promise<Scene> {
  const { form, adminUrl } = options;
  await using opened = new AsyncDisposableStack();
  const addresses = await chooseAddresses(form);
  const webhooks = await startWebhookForwarder(addresses.routers);
  opened.defer(() => webhooks.stop());
  const environment = testEnvironment(adminUrl, {
    CARAVAN_PUBLIC_URL: webhooks.url,
    CHECKOUT_PAYMENT_SECONDS: '10',
    ...options.settings,
  });
  // The embedded Postgres may run as another user.
  chmodSync(environment.CARAVAN_DATA ?? '', 0o755);
  const deployment = await deploy(form, environment, addresses);
  opened.defer(() => deployment.stop());
  const { onSale, shoppers } = await withClient(deployment, (client) => openShops(client, options.buyers));
  const doors = openDoors(deployment.doors);
  opened.defer(() => doors.close());
  const provider = openTill(adminUrl);
  opened.defer(() => provider.stop());
  const { random, endings = [] } = options;
  const shopping = startShopping({ lives: doors, shoppers, onSale, fates, endings, random });
  const everything = opened.move();
  const scene = { deployment, doors, shopping, webhooks, adminUrl, onSale };
  return { ...scene, expectAgreement: (told) => agree(scene, provider, told), stop: () => everything.disposeAsync() };
}

async function agree(
  { deployment, shopping, adminUrl, onSale }: Pick<Scene, 'deployment' | 'shopping' | 'adminUrl' | 'onSale'>,
  provider: Till,
  told: readonly Trade[] = shopping.trades,
): Promise<void> {
  await shopping.finish();
  await withClient(deployment, (client) =>
    expectAgreement(client, openPeople(client), { trades: told, provider, onSale }),
  );
  await expectEventsHandled(adminUrl, limitMs);
}

/** With a client of the first router. */
export async function withClient<Value>(
  { doors }: Deployment,
  work: (client: ReturnType<typeof openGraphqlClient>) => Promise<Value>,
): Promise<Value> {
  const client = openGraphqlClient(doors[0] ?? '');
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
