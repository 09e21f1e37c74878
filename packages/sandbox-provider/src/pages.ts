import { formatMoney, money } from '@caravan/core/money';
import { scenarios } from './cards.ts';
import type { PaymentRow } from './payments.ts';

/** The hosted payment page. Plain HTML without scripts; it says that nothing here is real money. */
export function paymentPage(payment: PaymentRow, problem?: string): string {
  return page(`
    <h1>${amountOf(payment)}</h1>
    ${problem ? `<p class="problem">${escape(problem)}</p>` : ''}
    ${body(payment)}`);
}

function body(payment: PaymentRow): string {
  switch (payment.status) {
    case 'requires_payment':
      return cardForm();
    case 'requires_challenge':
      return `<p>Your bank asks you to confirm this payment (3-D Secure).</p>
        <form method="post"><button name="challenge" value="confirm">Confirm</button> <button name="challenge" value="refuse" class="plain">Refuse</button></form>`;
    case 'captured':
      return wayBack(payment, 'Paid. Thank you.');
    case 'failed':
      return wayBack(payment, payment.failure_message ?? 'The payment failed.');
    case 'cancelled':
      return wayBack(payment, 'This payment was cancelled.');
  }
}

function cardForm(): string {
  const rows = scenarios
    .map(
      ({ number, title }) =>
        `<tr><td><button name="card_number" value="${number}" class="plain" formnovalidate>${grouped(number)}</button></td><td>${escape(title)}</td></tr>`,
    )
    .join('');
  return `<form method="post">
      <label>Card number <input name="card_number" inputmode="numeric" autocomplete="off" placeholder="4242 4242 4242 4242" required></label>
      <button>Pay</button>
    </form>
    <h2>Test cards</h2>
    <form method="post"><table>${rows}</table></form>`;
}

function wayBack({ return_url }: PaymentRow, text: string): string {
  return `<p>${escape(text)}</p><p><a href="${escape(return_url)}">Back to the shop</a></p>`;
}

export function homePage(): string {
  return page(
    '<h1>Sandbox payments</h1><p>This program plays a payment provider. Payments are opened by Caravan; follow the link that a checkout gives.</p>',
  );
}

function amountOf({ amount_minor, currency }: PaymentRow): string {
  return escape(formatMoney(money(BigInt(amount_minor), currency.trim()), 'en'));
}

function grouped(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}

function escape(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

function page(content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox payments</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 0 auto; padding: 1.5rem; color: #1c1917; background: #fafaf9 }
  .mark { background: #fde68a; padding: .5rem .75rem; border-radius: .4rem; font-weight: 600 }
  .problem { color: #b91c1c }
  input { font: inherit; padding: .4rem; width: 100%; box-sizing: border-box }
  button { font: inherit; padding: .4rem .9rem; margin-top: .6rem; border: 0; border-radius: .4rem; background: #0f766e; color: white; cursor: pointer }
  button.plain { background: none; color: #0f766e; padding: 0; margin: 0; font-variant-numeric: tabular-nums; text-decoration: underline; white-space: nowrap }
  table { border-collapse: collapse } td { padding: .2rem 1rem .2rem 0; vertical-align: top }
</style>
<p class="mark">Sandbox: no real money.</p>
${content}
</html>`;
}
