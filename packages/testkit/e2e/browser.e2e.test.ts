import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FulfilmentStep, moveFulfilment } from '@caravan/cli/client/fulfilments';
import { signIn } from '@caravan/cli/client/people';
import type { Environment } from '@caravan/config/configuration';
import { demoEmailDomain } from '@caravan/core/demo';
import { readExamples } from '@caravan/router/http/explorer';
import { hasBrowser, openBrowser, openContext } from '@caravan/testkit/browser';
import { openTestClient } from '@caravan/testkit/caravan';
import { type CliProcess, runCli } from '@caravan/testkit/cli-process';
import { stripIgnoredCharacters } from 'graphql';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * What a newcomer does after `npm start`, in a real browser: the demo is loaded on the first start, with an embedded
 * Postgres. Skipped where there is no Chromium.
 */
const screenshots = fileURLToPath(new URL('../../../coverage/', import.meta.url));
let settings: Environment;
let started: CliProcess;
let browser: Browser;
let url: string;

/** The subscription of the issue, word by word. */
const orderUpdated = `orderUpdated { number status fulfilments { store { name } status } buyer { displayName } paymentStatus payments { status amount { amountMinor currency } } }`;

if (!hasBrowser) console.warn('There is no Chromium here (apt-get install chromium): browser tests are skipped.');

describe.skipIf(!hasBrowser)('in a browser', () => {
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    const folder = mkdtempSync(join(tmpdir(), 'caravan-browser-'));
    // Postgres runs as another user where tests run as root.
    chmodSync(folder, 0o755);
    settings = { CARAVAN_DATA: folder, PORT: '0', SANDBOX_PORT: '0', BCRYPT_COST: '4' };
    started = runCli(['start'], settings);
    browser = await openBrowser();
    await started.until('Ctrl+C stops');
    url = /Explorer +(http:\S+)\//.exec(started.output())?.[1] ?? '';
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    started?.interrupt();
    expect(await started?.ended).toBe(0);
    await runCli(['reset', '--yes'], settings).ended;
  }, 60_000);

  test.each([
    ['Mei Tanaka', /^(?!.*\(as )/],
    ['Inês Carvalho', /\(as a vendor\)/],
    ['Caravan Admin', /\(as admin\)/],
  ])('every example shows something to %s, as it stands', async (name, titles) => {
    const { context, foreign } = await openContext(browser);
    const page = await context.newPage();
    await signInAs(page, name);
    const examples = readExamples().filter(({ title }) => titles.test(title));
    expect(examples).not.toEqual([]);
    for (const { name: example, query } of examples) {
      await open(page, example);
      const answer = query.includes('\nsubscription ') ? firstEvent(page) : firstAnswer(page);
      await run(page);
      const { data, errors } = await answer;
      expect({ example, errors }).toEqual({ example, errors: undefined });
      for (const shown of Object.values(data ?? {})) {
        expect({ example, shown }).not.toMatchObject({ shown: null });
        expect({ example, shown }).not.toMatchObject({ shown: { nodes: [] } });
        expect({ example, refusals: (shown as { errors?: unknown[] }).errors ?? [] }).toEqual({
          example,
          refusals: [],
        });
      }
    }
    expect(foreign).toEqual([]);
    await context.close();
  });

  test('a subscription in one tab shows each step of a checkout made in another', async () => {
    const { context, foreign } = await openContext(browser);
    const watching = await context.newPage();
    await watching.goto(url);
    const logIn = watching.waitForRequest((request) => operationOf(request).includes('logIn('));
    await watching.getByRole('button', { name: 'Aigerim Bekova' }).click();
    expect(operationOf(await logIn)).toContain('logIn(input: $input)');
    await watching.getByText('Signed in: Aigerim Bekova').waitFor();

    await watching.getByLabel('Examples').selectOption({ value: '05-order-updates' });
    await watching.waitForURL(/example=05-order-updates/);
    await watching.locator('.graphiql-query-editor').getByText('orderUpdated').waitFor();
    const subscribed = subscriptionSentBy(watching);
    await run(watching);
    expect(stripIgnoredCharacters(await subscribed)).toContain(stripIgnoredCharacters(orderUpdated));
    const steps = watching.locator('#events li');
    await steps.first().waitFor();

    const buying = await context.newPage();
    const { redirectUrl, number } = await startCheckout(buying);
    const stepsOf = (status: string) => steps.filter({ hasText: `number ${number}status ${status}` });
    await stepsOf('PENDING').first().waitFor();
    await watching.screenshot({ path: join(screenshots, 'explorer-pending.png') });

    await buying.goto(redirectUrl);
    await buying.getByLabel('Card number').fill('4242 4242 4242 4242');
    await buying.screenshot({ path: join(screenshots, 'hosted-page.png') });
    await buying.getByRole('button', { name: 'Pay' }).click();
    // Once it is paid, the provider sends the buyer back to the shop.
    await buying.waitForURL((back) => back.href.startsWith(url));
    await stepsOf('CONFIRMEDpaymentStatus CAPTURED').first().waitFor();

    await prepareAsVendor('Daniyar Ospanov');
    // At the pace of people: of states that follow within a moment, a live feed may show the last alone.
    const stores = await Promise.all(['ines', 'daniyar'].map((username) => staffOf(username, number)));
    for (const status of ['PREPARING', 'READY', 'SHIPPED', 'DELIVERED'] as const) {
      for (const store of stores) await store.moveTo(status);
      await stepsOf(status).first().waitFor();
    }
    for (const store of stores) await store.leave();
    await stepsOf('COMPLETED').first().waitFor();
    const seen = await steps.filter({ hasText: number }).allTextContents();
    const statuses = [...new Set(seen.map((text) => /status (\w+)payment/.exec(text)?.[1]))];
    expect(statuses).toEqual(['PENDING', 'CONFIRMED', 'PREPARING', 'READY', 'SHIPPED', 'DELIVERED', 'COMPLETED']);
    const shown = async () => words(await watching.locator('.result-window').innerText());
    await expect.poll(shown).toContain(`"number": "${number}", "status": "COMPLETED"`);
    await watching.screenshot({ path: join(screenshots, 'explorer.png') });
    expect(foreign).toEqual([]);
    await context.close();
  });
});

function operationOf(request: Request): string {
  return request.url().endsWith('/graphql') ? (request.postData() ?? '') : '';
}

/** Text of an editor with its spaces, which Monaco draws as no-break ones, evened out. */
function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

type Result = { data?: Record<string, unknown> | null; errors?: unknown };

/** The next document that a page subscribes with. */
async function subscriptionSentBy(page: Page): Promise<string> {
  return (await message<{ query: string }>(page, 'framesent', 'subscribe')).query;
}

function firstEvent(page: Page): Promise<Result> {
  return message<Result>(page, 'framereceived', 'next');
}

/** Payload of the next message of that type on a socket that the page opens. */
function message<Payload>(page: Page, way: 'framesent' | 'framereceived', type: string): Promise<Payload> {
  return new Promise((resolve) => {
    page.once('websocket', (socket) => {
      const hear = ({ payload }: { payload: string | Buffer }) => {
        const heard = JSON.parse(String(payload)) as { type: string; payload: Payload };
        if (heard.type === type) resolve(heard.payload);
      };
      // Each way is an event of its own type.
      if (way === 'framesent') socket.on('framesent', hear);
      else socket.on('framereceived', hear);
    });
  });
}

/** Answer to the operation that is run next; GraphiQL's own question for the schema is another. */
async function firstAnswer(page: Page): Promise<Result> {
  const response = await page.waitForResponse((each) =>
    /"query":"(query|mutation) (?!IntrospectionQuery)/.test(operationOf(each.request())),
  );
  return (await response.json()) as Result;
}

async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name }).click();
  await page.getByText(`Signed in: ${name}`).waitFor();
}

async function run(page: Page): Promise<void> {
  await page.locator('.graphiql-execute-button').click();
}

async function open(page: Page, example: string): Promise<void> {
  await page.goto(`${url}/?example=${example}`);
  await page.locator('.graphiql-query-editor .view-lines').waitFor();
}

type Started = { checkout: { payment: { redirectUrl: string }; orders: { number: string }[] } };

/** Runs the example in the explorer; its variables are filled in already. */
async function startCheckout(page: Page): Promise<{ redirectUrl: string; number: string }> {
  await open(page, '06-start-checkout');
  const answered = page.waitForResponse((response) => operationOf(response.request()).includes('startCheckout('));
  await run(page);
  const { data } = (await (await answered).json()) as { data: { startCheckout: Started } };
  await page.locator('.result-window').getByText('AWAITING_PAYMENT').waitFor();
  await page.screenshot({ path: join(screenshots, 'explorer-checkout.png') });
  const { payment, orders } = data.startCheckout.checkout;
  return { redirectUrl: payment.redirectUrl, number: orders[0]?.number ?? '' };
}

/** The vendor signs in with one click too, and takes the first step by the example. */
async function prepareAsVendor(name: string): Promise<void> {
  const { context, foreign } = await openContext(browser);
  const page = await context.newPage();
  await signInAs(page, name);
  await open(page, '11-move-fulfilment');
  await run(page);
  await page.locator('.result-window').getByText('PREPARING').first().waitFor();
  await page.screenshot({ path: join(screenshots, 'explorer-vendor.png') });
  expect(foreign).toEqual([]);
  await context.close();
}

const ordersOfStore = `query OrdersOfStore($number: String!, $storeId: ID!) {
  orders(filter: { storeId: $storeId, number: $number }) { nodes { fulfilments { id status } } }
}`;
const myStore = 'query MyStore { me { stores(first: 1) { nodes { id } } } }';

type Fulfilment = { id: string; status: string };

/** A vendor who is signed in as any client would be, with the store's part of an order. */
async function staffOf(username: string, number: string) {
  const client = openTestClient(url);
  const person = { username, email: `${username}@${demoEmailDomain}`, password: 'Caravan-Demo-1', displayName: '' };
  const staff = await signIn(client, person, '127.0.0.1');
  const as = { token: staff.token };
  type Stores = { me: { stores: { nodes: { id: string }[] } } };
  type Orders = { orders: { nodes: { fulfilments: Fulfilment[] }[] } };
  const { me } = await client.query<Stores>(myStore, {}, as);
  const storeId = me.stores.nodes[0]?.id;
  return {
    moveTo: async (status: FulfilmentStep) => {
      const { orders } = await client.query<Orders>(ordersOfStore, { number, storeId }, as);
      for (const fulfilment of orders.nodes.flatMap(({ fulfilments }) => fulfilments))
        await moveFulfilment(client, staff, fulfilment, status);
    },
    leave: () => client.close(),
  };
}
