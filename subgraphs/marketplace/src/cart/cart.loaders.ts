import DataLoader from 'dataloader';
import type { Deps } from '../deps.ts';
import type { Cart } from './cart.domain.ts';
import { readCarts } from './cart.usecases.ts';

export function cartLoaders(deps: Deps) {
  return {
    cartsByOwner: new DataLoader<string, Cart>((ownerIds) => readCarts(deps.database.query, ownerIds)),
  };
}
