import { CaravanError } from '@caravan/core/errors';
import { fromTypeId, toTypeId } from '@caravan/core/ids';
import type { Context } from '../subgraph.ts';
import { type CartReference, summarise, totalsFieldsOf } from './cart.domain.ts';

type Representation = { readonly id: string } & CartReference['totals'];

/** `summary` is not in the generated types: its SDL depends on the configuration (cart-schema.ts). */
export const cartResolvers = {
  Query: {
    cart: (_root: unknown, _input: unknown, { principal }: Context): CartReference | null =>
      principal.id === null ? null : { id: principal.id, totals: {} },
  },
  Cart: {
    __resolveReference: (reference: Representation, { principal }: Context): CartReference | null => {
      const id = fromTypeId('cart', reference.id);
      return id === principal.id ? { id, totals: reference } : null;
    },
    id: ({ id }: CartReference) => toTypeId('cart', id),
    summary: (cart: CartReference, _input: unknown, { deps }: Context) => {
      const summary = summarise(cart, totalsFieldsOf(deps.settings.participants));
      if (!summary) throw new CaravanError('UNAVAILABLE', 'A part of the cart cannot be read right now.');
      return summary;
    },
  },
};
