import { describe, expect, test } from 'vitest';
import { homePage, paymentPage } from './pages.ts';
import type { PaymentRow } from './payments.ts';

const payment: PaymentRow = {
  id: 'sbx_1',
  reference: '0190f3a0-0000-7000-8000-000000000000',
  amount_minor: '1250',
  currency: 'EUR',
  return_url: 'http://127.0.0.1:4000/?a=1&b="2"',
  url: 'http://127.0.0.1:4001/pay/sbx_1',
  status: 'requires_payment',
  captured_minor: null,
  failure_code: null,
  failure_message: null,
  scenario: null,
  request_hash: '',
};

describe('the hosted page', () => {
  test.each<[PaymentRow['status'], string]>([
    ['requires_payment', '4000 0000 0000 0002'],
    ['requires_challenge', '3-D Secure'],
    ['captured', 'Paid.'],
    ['failed', 'The payment failed.'],
    ['cancelled', 'was cancelled'],
  ])('of a payment that is %s says so, and the amount', (status, text) => {
    const page = paymentPage({ ...payment, status });
    expect(page).toContain(text);
    expect(page).toContain('€12.50');
    expect(page).toContain('no real money');
  });

  test('escapes what came from outside', () => {
    const page = paymentPage({ ...payment, status: 'failed', failure_message: '<script>' });
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('http://127.0.0.1:4000/?a=1&amp;b=&quot;2&quot;');
    expect(page).not.toContain('<script');
  });

  test('tells a problem beside the form', () => {
    expect(paymentPage(payment, 'Use one of the test cards.')).toContain('Use one of the test cards.');
  });

  test('says at its root what it is', () => {
    expect(homePage()).toContain('plays a payment provider');
  });
});
