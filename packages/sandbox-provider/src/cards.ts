/** What a test card makes happen; the table of README.md. */
export type Scenario = {
  readonly number: string;
  readonly title: string;
  readonly outcome:
    | { readonly kind: 'captured' }
    | { readonly kind: 'challenge' }
    | { readonly kind: 'failed'; readonly code: string; readonly message: string };
  readonly webhooks: 'once' | 'late' | 'thrice' | 'after_refund' | 'never';
  /** Minor units that are taken less than asked for. */
  readonly shortByMinor: bigint;
};

function pays(number: string, title: string, more: Partial<Scenario> = {}): Scenario {
  return { number, title, outcome: { kind: 'captured' }, webhooks: 'once', shortByMinor: 0n, ...more };
}

function declines(number: string, title: string, code: string, message: string): Scenario {
  return pays(number, title, { outcome: { kind: 'failed', code, message } });
}

export const scenarios: readonly Scenario[] = [
  pays('4242424242424242', 'Pays'),
  declines('4000000000000002', 'Is declined', 'card_declined', 'The card was declined.'),
  declines(
    '4000000000009995',
    'Has insufficient funds',
    'insufficient_funds',
    'There is not enough money on the card.',
  ),
  pays('4000000000003220', 'Asks to confirm (3-D Secure)', { outcome: { kind: 'challenge' } }),
  pays('4000000000000101', 'Pays; the webhook comes 10 s later', { webhooks: 'late' }),
  pays('4000000000000119', 'Pays; each webhook comes three times', { webhooks: 'thrice' }),
  pays('4000000000000127', 'Pays; the webhook comes after that of a refund', { webhooks: 'after_refund' }),
  pays('4000000000000135', 'Pays one minor unit too little', { shortByMinor: 1n }),
  pays('4000000000000143', 'Pays; no webhook is sent', { webhooks: 'never' }),
];

const byNumber = new Map(scenarios.map((scenario) => [scenario.number, scenario]));

/** The scenario of a card number as typed, with or without spaces; null for any other number. */
export function scenarioOf(cardNumber: string): Scenario | null {
  return byNumber.get(cardNumber.replaceAll(/[\s-]/g, '')) ?? null;
}
