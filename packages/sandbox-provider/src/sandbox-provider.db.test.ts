import { createHmac } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { provisionSchema } from '@caravan/database/provision';
import { createLogger } from '@caravan/telemetry/logger';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxProvider, startSandboxProvider } from './start-sandbox-provider.ts';

const { adminUrl } = emptyTestDatabase();
const apiKey = 'an-api-key-of-at-least-32-characters';
const secret = 'a-webhook-secret-of-32-characters!!!';

type Received = { type: string; data: { reference: string; captured_minor: string | null }; genuine: boolean };
const received: Received[] = [];
/** Answers to give to the next webhooks; 200 when there are none. */
const answers: number[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    const [, time = '', given = ''] = /^t=(\d+),v1=(\w+)$/.exec(String(request.headers['sandbox-signature'])) ?? [];
    const genuine = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex') === given;
    const status = answers.shift() ?? 200;
    if (status === 200) received.push({ ...(JSON.parse(body) as Received), genuine });
    response.writeHead(status).end();
  });
});

let provider: SandboxProvider;
let databaseUrl = '';
const start = (publicUrl?: string) =>
  startSandboxProvider({
    ...(publicUrl && { publicUrl }),
    host: '127.0.0.1',
    port: 0,
    databaseUrl,
    apiKey,
    webhookSecret: secret,
    webhookUrl: () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    logger: createLogger({ level: 'silent', name: 'test' }),
  });

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  databaseUrl = await provisionSchema({ adminUrl, name: 'sandbox', password: 'a-password' });
  provider = await start();
});
afterAll(async () => {
  await provider.stop();
  receiver.close();
});

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${provider.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json',
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, json: (await response.json()) as Record<string, string> };
}

/** The path is sent as it is: `fetch` would clean it. */
function rawStatus(method: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(provider.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

async function open(amount = '1000') {
  const reference = crypto.randomUUID();
  const body = { amount_minor: amount, currency: 'EUR', reference, return_url: 'http://127.0.0.1:4000/' };
  const { json } = await call('POST', '/v1/payments', body, { 'idempotency-key': reference });
  return { id: json.id ?? '', reference, body };
}

const webhooksOf = (reference: string) => received.filter(({ data }) => data.reference === reference);
const pay = (id: string, card_number: string) => call('POST', `/pay/${id}`, { card_number });

describe('the API', () => {
  test('refuses calls without its key', async () => {
    const response = await fetch(`${provider.url}/v1/payments/x`);
    expect(response.status).toBe(401);
  });

  test.each([
    '/%761/payments',
    '/v1%2Fpayments',
    '//v1/payments',
    'http://sandbox.example/v1/payments',
    '/v1/payments/',
  ])('refuses calls without its key however the path is written: %s', async (path) => {
    expect(await rawStatus('POST', path)).toBeOneOf([401, 404]);
    expect(await rawStatus('GET', `${path}/x`)).toBeOneOf([401, 404]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'sends nobody to %s',
    async (return_url) => {
      const body = { amount_minor: '1', currency: 'EUR', reference: crypto.randomUUID(), return_url };
      expect((await call('POST', '/v1/payments', body, { 'idempotency-key': crypto.randomUUID() })).status).toBe(400);
    },
  );

  test('answers the same payment for the same key, and refuses the key for another body', async () => {
    const { id, reference, body } = await open();
    const repeated = await call('POST', '/v1/payments', body, { 'idempotency-key': reference });
    expect(repeated.json.id).toBe(id);
    const other = await call('POST', '/v1/payments', { ...body, amount_minor: '1' }, { 'idempotency-key': reference });
    expect(other).toMatchObject({ status: 409, json: { code: 'idempotency_key_reused' } });
  });

  test.each([['-1'], ['0'], ['1.5'], ['x']])('refuses the amount %s', async (amount_minor) => {
    const body = { amount_minor, currency: 'EUR', reference: crypto.randomUUID(), return_url: 'http://a.example' };
    expect(await call('POST', '/v1/payments', body, { 'idempotency-key': crypto.randomUUID() })).toMatchObject({
      status: 400,
    });
  });

  test('cannot cancel what was paid, nor pay what was cancelled', async () => {
    const paid = await open();
    await pay(paid.id, '4242424242424242');
    expect(await call('POST', `/v1/payments/${paid.id}/cancel`, {})).toMatchObject({
      status: 409,
      json: { code: 'already_captured' },
    });
    const cancelled = await open();
    expect((await call('POST', `/v1/payments/${cancelled.id}/cancel`, {})).json.status).toBe('cancelled');
    expect((await pay(cancelled.id, '4242424242424242')).json.status).toBe('cancelled');
  });

  test('refunds in parallel never give back more than was taken', async () => {
    const { id } = await open('1000');
    await pay(id, '4242424242424242');
    const refund = (key: string) =>
      call('POST', `/v1/payments/${id}/refunds`, { amount_minor: '300' }, { 'idempotency-key': `${id}${key}` });
    const results = await Promise.all(['1', '2', '3', '4', '5', '5'].map(refund));
    const refunds = new Set(results.filter(({ status }) => status === 201).map(({ json }) => json.id));
    expect(refunds.size).toBe(3);
  });
});

describe('cards', () => {
  test.each([
    ['4242 4242 4242 4242', 'captured', 'payment.captured', '1000'],
    ['4000000000000002', 'failed', 'payment.failed', null],
    ['4000000000009995', 'failed', 'payment.failed', null],
    ['4000000000000135', 'captured', 'payment.captured', '999'],
  ])('%s ends %s', async (card, status, type, captured) => {
    const { id, reference } = await open();
    expect((await pay(id, card)).json.status).toBe(status);
    await expect.poll(() => webhooksOf(reference)).toHaveLength(1);
    expect(webhooksOf(reference)[0]).toMatchObject({ type, genuine: true, data: { captured_minor: captured } });
  });

  test('an unknown card changes nothing', async () => {
    const { id } = await open();
    expect(await pay(id, '5555555555554444')).toMatchObject({ status: 422 });
    expect((await call('GET', `/v1/payments/${id}`)).json.status).toBe('requires_payment');
  });

  test('3-D Secure waits for the answer', async () => {
    const { id } = await open();
    expect((await pay(id, '4000000000003220')).json.status).toBe('requires_challenge');
    expect((await call('POST', `/pay/${id}`, { challenge: 'refuse' })).json.status).toBe('failed');
  });

  test('some send each webhook three times', async () => {
    const { id, reference } = await open();
    await pay(id, '4000000000000119');
    await expect.poll(() => webhooksOf(reference)).toHaveLength(3);
  });

  test('some send the webhook of the refund first', async () => {
    const { id, reference } = await open();
    await pay(id, '4000000000000127');
    await call('POST', `/v1/payments/${id}/refunds`, { amount_minor: '1000' }, { 'idempotency-key': id });
    await expect
      .poll(() => received.filter(({ data }) => JSON.stringify(data).includes(reference)).map(({ type }) => type), {
        timeout: 10_000,
      })
      .toEqual(['refund.succeeded', 'payment.captured']);
  });
});

test('a webhook that is not accepted is sent again, also after a restart', async () => {
  const { id, reference } = await open();
  answers.push(500, 503);
  await pay(id, '4242424242424242');
  await expect.poll(() => answers.length).toBe(1);
  await provider.stop();
  provider = await start();
  await expect.poll(() => webhooksOf(reference), { timeout: 15_000 }).toHaveLength(1);
});

test('the hosted page is clearly no real money, and takes its form', async () => {
  const { id } = await open('123456');
  const shown = await fetch(`${provider.url}/pay/${id}`);
  expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  const page = await shown.text();
  expect(page).toContain('no real money');
  expect(page).toContain('€1,234.56');
  const submitted = await fetch(`${provider.url}/pay/${id}`, {
    method: 'POST',
    body: new URLSearchParams({ card_number: '4242424242424242' }),
    redirect: 'manual',
  });
  expect(submitted.status).toBe(303);
});

describe('refusals', () => {
  test('name what is wrong', async () => {
    expect(await call('GET', '/v1/payments/sbx_nothing')).toMatchObject({
      status: 404,
      json: { code: 'no_such_payment' },
    });
    expect(await call('POST', '/v1/payments/sbx_nothing/cancel', {})).toMatchObject({ status: 404 });
    const { id, body } = await open();
    expect(await call('POST', '/v1/payments', body)).toMatchObject({
      status: 400,
      json: { code: 'idempotency_key_missing' },
    });
    const refund = call(
      'POST',
      `/v1/payments/${id}/refunds`,
      { amount_minor: '1' },
      { 'idempotency-key': `early-${id}` },
    );
    expect(await refund).toMatchObject({ status: 409, json: { code: 'not_captured' } });
  });

  test('of an unknown card keep the form, for people', async () => {
    const { id } = await open();
    const response = await fetch(`${provider.url}/pay/${id}`, {
      method: 'POST',
      body: new URLSearchParams({ card_number: '1' }),
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Use one of the test cards');
  });

  test("of a body that cannot be read are the caller's", async () => {
    const response = await fetch(`${provider.url}/v1/payments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': 'x' },
      body: '{',
    });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid_request' }]);
  });

  test('of a challenge are final: what was confirmed stays paid', async () => {
    const { id } = await open();
    await pay(id, '4000000000003220');
    expect((await call('POST', `/pay/${id}`, { challenge: 'confirm' })).json.status).toBe('captured');
    expect((await call('POST', `/pay/${id}`, { challenge: 'refuse' })).json.status).toBe('captured');
  });
});

describe('where browsers reach it by another name', () => {
  test('payment pages have that name, and it tells that it is up', async () => {
    await provider.stop();
    provider = await start('https://pay.example/');
    const reference = crypto.randomUUID();
    const body = { amount_minor: '100', currency: 'EUR', reference, return_url: 'http://127.0.0.1:4000/' };
    const { json } = await call('POST', '/v1/payments', body, { 'idempotency-key': reference });
    expect(json.url).toBe(`https://pay.example/pay/${json.id}`);
    for (const path of ['/health/live', '/health/ready'])
      expect((await fetch(`${provider.url}${path}`)).status).toBe(200);
  });
});
