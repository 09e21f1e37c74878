import { subgraphs } from '@caravan/cli/subgraphs';
import type { Transaction } from '@caravan/database/database';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';

/** Caravan whose marketplace reserves without row locks: it looks what is there, then takes it. */
export function subgraphsWithoutLocks(): SubgraphDefinition[] {
  return subgraphs.map((each) =>
    each.name === 'marketplace'
      ? {
          ...each,
          consumers: each.consumers.map(({ name, subscriptions }) => ({
            name,
            subscriptions: subscriptions.map(({ contract, handle }) => ({
              contract,
              handle: (deps: unknown, tx: Transaction, envelope: Parameters<typeof handle>[2]) =>
                handle(deps, withoutLocks(tx), envelope),
            })),
          })),
        }
      : each,
  );
}

/** The same transaction, in which `select … for update` forgets the last two words. */
function withoutLocks(tx: Transaction): Transaction {
  return new Proxy(tx, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key === 'select') return (...fields: unknown[]) => unlocked(value.apply(target, fields) as object);
      return value.bind(target) as unknown;
    },
  });
}

function unlocked<Builder extends object>(builder: Builder): Builder {
  return new Proxy(builder, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key === 'for') return () => unlocked(target);
      return (...given: unknown[]) => {
        const next: unknown = value.apply(target, given);
        return isBuilder(next) ? unlocked(next) : next;
      };
    },
  });
}

function isBuilder(value: unknown): value is object {
  return typeof value === 'object' && value !== null && ('for' in value || 'from' in value);
}
