import type { DataOf, EventContract, EventEnvelope } from '@caravan/contracts/event';
import { SettingChanged } from '@caravan/contracts/identity-staff';
import {
  ImportProgressed,
  PriceChanged,
  ProductChanged,
  StoreStaffChanged,
  StoreSuspended,
} from '@caravan/contracts/marketplace';
import { readEvent } from '@caravan/contracts/read-event';
import { toTypeId } from '@caravan/core/ids';
import type { Invalidation } from '@caravan/router/start-router';

type Change = ReturnType<Invalidation['changesOf']>[number];
type Rule = { readonly contract: EventContract; changesOf(event: EventEnvelope): readonly Change[] };

/** Everything that shows goods: which of them are listed, and where, depends on all of their fields. */
const goods: readonly Change[] = [{ typename: 'Product' }, { typename: 'Variant' }];

const rules: readonly Rule[] = [
  when(PriceChanged, ({ productId, variantId }) => [
    { typename: 'Product', key: { id: toTypeId('product', productId) } },
    { typename: 'Variant', key: { id: toTypeId('variant', variantId) } },
  ]),
  when(ProductChanged, () => goods),
  when(ImportProgressed, () => goods),
  when(StoreSuspended, () => [...goods, { typename: 'Store' }]),
  // Published for a change of the store's status, too; and staff see more of a store than others.
  when(StoreStaffChanged, () => [...goods, { typename: 'Store' }]),
  when(SettingChanged, () => [{ typename: 'PublicSetting' }]),
];

const rulesByType = new Map(rules.map((rule) => [rule.contract.type, rule]));

/** Which answers of Caravan's graph are outdated by which events. What no event tells of is kept for a second or so. */
export const outdatedAnswers: Invalidation = {
  topics: [...new Set(rules.map(({ contract }) => contract.topic))],
  changesOf: (event) => rulesByType.get(event.type)?.changesOf(event) ?? [],
};

/** Data of a version that this process does not know may be about anything. */
function when<Contract extends EventContract>(
  contract: Contract,
  changesOf: (data: DataOf<Contract>) => readonly Change[],
): Rule {
  return {
    contract,
    changesOf: (envelope) => {
      const found = readEvent(contract, envelope);
      return found.kind === 'read'
        ? changesOf(found.event.data)
        : [...goods, { typename: 'Store' }, { typename: 'PublicSetting' }];
    },
  };
}
