import { totalsFieldsOf } from './cart.domain.ts';

/**
 * SDL that adds `Cart.summary` for the parts that take part in checkouts, so that a deployment without some of them
 * composes. It repeats the rule of the fields that it requires.
 */
export function cartSchema(participants: readonly string[]): string {
  const fields = totalsFieldsOf(participants);
  const external = fields.map((field) => `  ${field}: [Money!] @external`);
  const required = fields.map((field) => `${field} { amountMinor currency }`).join(' ');
  return `
extend type Cart {
${external.join('\n')}
  "What everything in the cart adds up to. Null with UNAVAILABLE while a part of it cannot be read."
  summary: CartSummary @requires(fields: "${required}") @requiresScopes(scopes: [["cart:use"]])
}
`;
}
