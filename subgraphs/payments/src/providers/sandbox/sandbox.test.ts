import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { newId } from '@caravan/core/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProviderRefused, ProviderUnavailable } from '../provider.ts';
import { sandboxProvider } from './sandbox.ts';
import { isGenuine } from './signature.ts';

type Answer = { status: number; body?: unknown };
const asked: { method: string; path: string; headers: Record<string, unknown>; body: string }[] = [];
let answers: Answer[] = [];
const peer = createServer((request, response) => {
  void text(request).then((body) => respond(request, response, body));
});

function respond(request: IncomingMessage, response: ServerResponse, body: string): void {
  asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
  const { status, body: answer } = answers.shift() ?? { status: 500 };
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(answer === undefined ? 'oops' : JSON.stringify(answer));
}

beforeAll(() => new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve)));
afterAll(() => peer.close());
beforeEach(() => {
  asked.length = 0;
});

const provider = sandboxProvider({
  baseUrl: () => `http://127.0.0.1:${(peer.address() as AddressInfo).port}`,
  apiKey: 'key',
  webhookSecret: 'secret',
  timeoutMs: 500,
  webhookToleranceSeconds: 300,
});
const paymentId = newId();
const json = {
  id: 'sbx_1',
  status: 'requires_payment',
  reference: paymentId,
  currency: 'EUR',
  captured_minor: null as string | null,
  failure_code: null,
  failure_message: null,
  url: 'http://provider.test/pay/sbx_1',
};
const create = () =>
  provider.createPayment({
    paymentId,
    amount: { amountMinor: 12n, currency: 'EUR' },
    returnUrl: 'http://caravan.test',
  });

describe('calls', () => {
  test('carry key and idempotency key, and are tried again while the provider is ill', async () => {
    answers = [{ status: 503 }, { status: 429 }, { status: 201, body: json }];
    expect(await create()).toMatchObject({ ref: 'sbx_1', status: 'PENDING', redirectUrl: json.url });
    expect(asked).toHaveLength(3);
    for (const { headers, body } of asked) {
      expect(headers).toMatchObject({ authorization: 'Bearer key', 'idempotency-key': paymentId });
      expect(JSON.parse(body)).toMatchObject({ amount_minor: '12', currency: 'EUR', reference: paymentId });
    }
  });

  test('that stay without an answer end as unavailable after four tries', async () => {
    answers = [];
    await expect(create()).rejects.toBeInstanceOf(ProviderUnavailable);
    expect(asked).toHaveLength(4);
  });

  test('that are refused are not tried again', async () => {
    answers = [{ status: 422, body: { code: 'bad' } }];
    await expect(create()).rejects.toMatchObject({ name: 'ProviderRefused', status: 422, code: 'bad' });
    expect(asked).toHaveLength(1);
    answers = [{ status: 403, body: { code: 'forbidden' } }];
    await expect(provider.cancel('sbx_1')).rejects.toBeInstanceOf(ProviderRefused);
  });

  test('a cancellation of what the provider does not know is done: it cannot be paid', async () => {
    answers = [{ status: 404, body: { code: 'no_such_payment' } }];
    expect(await provider.cancel('sbx_1')).toMatchObject({ ref: 'sbx_1', status: 'VOIDED', captured: null });
  });

  test.each([401, 403, 404])(
    'a refund answered with %s has not failed: it is to be asked for again',
    async (status) => {
      answers = [{ status, body: { code: 'not_now' } }];
      const refund = { refundId: newId(), ref: 'sbx_1', amount: { amountMinor: 5n, currency: 'EUR' } };
      await expect(provider.refund(refund)).rejects.toBeInstanceOf(ProviderRefused);
    },
  );

  test('a cancellation that comes too late answers what was captured', async () => {
    answers = [
      { status: 409, body: { code: 'already_captured' } },
      { status: 200, body: { ...json, status: 'captured', captured_minor: '12' } },
    ];
    expect(await provider.cancel('sbx_1')).toMatchObject({
      status: 'CAPTURED',
      captured: { amountMinor: 12n, currency: 'EUR' },
    });
  });

  test.each([
    ['succeeded', 'SUCCEEDED'],
    ['pending', 'PENDING'],
    ['failed', 'FAILED'],
  ])('a refund that %s', async (status, expected) => {
    const refund = {
      id: 'r',
      payment_id: 'sbx_1',
      payment_reference: paymentId,
      reference: newId(),
      amount_minor: '5',
      currency: 'EUR',
    };
    answers = [{ status: 201, body: { ...refund, status } }];
    expect(
      await provider.refund({ refundId: newId(), ref: 'sbx_1', amount: { amountMinor: 5n, currency: 'EUR' } }),
    ).toBe(expected);
  });

  test('a refund that is refused has failed', async () => {
    answers = [{ status: 422, body: { code: 'amount_too_large' } }];
    expect(
      await provider.refund({ refundId: newId(), ref: 'sbx_1', amount: { amountMinor: 5n, currency: 'EUR' } }),
    ).toBe('FAILED');
  });

  test.each([
    ['failed', 'FAILED'],
    ['cancelled', 'VOIDED'],
    ['requires_challenge', 'PENDING'],
  ])('the status %s is %s', async (status, expected) => {
    answers = [{ status: 200, body: { ...json, status, failure_code: status === 'failed' ? 'card_declined' : null } }];
    expect((await provider.fetchStatus('sbx_1')).status).toBe(expected);
  });
});

describe('webhooks', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const body = JSON.stringify({
    id: 'evt_1',
    type: 'payment.captured',
    data: { ...json, status: 'captured', captured_minor: '12' },
  });
  const signed = (ageSeconds: number, secret = 'secret') => {
    const time = now.getTime() / 1_000 - ageSeconds;
    return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
  };

  test.each([
    ['fresh', signed(0), true],
    ['at the edge of its age', signed(300), true],
    ['too old', signed(301), false],
    ['from the future', signed(-301), false],
    ['signed by another', signed(0, 'other'), false],
    ['without a signature', undefined, false],
    ['malformed', 't=1,v1=00', false],
  ])('%s', (_title, signature, genuine) => {
    expect(isGenuine(signature, Buffer.from(body), { secret: 'secret', now, toleranceSeconds: 300 })).toBe(genuine);
  });

  test('one with a changed body is refused', () => {
    const options = { secret: 'secret', now, toleranceSeconds: 300 };
    expect(isGenuine(signed(0), Buffer.from(body.replace('12', '13')), options)).toBe(false);
  });

  test('are told apart by their event id, and read', () => {
    const request = { headers: { 'sandbox-signature': signed(0) }, body: Buffer.from(body) };
    expect(provider.verifyWebhook(request, now)).toBe('evt_1');
    expect(provider.readWebhook(body)).toMatchObject({ kind: 'PAYMENT', paymentId, payment: { status: 'CAPTURED' } });
    expect(provider.readWebhook('{"id":"e","type":"dispute.opened","data":{}}')).toEqual({ kind: 'IGNORED' });
    const refund = {
      id: 'r',
      payment_id: 'sbx_1',
      payment_reference: paymentId,
      reference: null,
      status: 'succeeded',
      amount_minor: '5',
      currency: 'EUR',
    };
    expect(provider.readWebhook(JSON.stringify({ id: 'e', type: 'refund.succeeded', data: refund }))).toEqual({
      kind: 'REFUND',
      paymentId,
      refundRef: 'r',
      refundId: null,
      status: 'SUCCEEDED',
      amount: { amountMinor: 5n, currency: 'EUR' },
    });
  });
});
