import { toTypeId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import type { Executor, Transaction } from '@caravan/database/database';
import {
  type AdminAction,
  differences,
  type Facts,
  openScopeRecord,
  type RecordAdminAction,
} from '@caravan/subgraph/record-admin-action';
import type { Deps } from '../deps.ts';
import { sellingRoles } from '../stores/stores.domain.ts';
import { worksFor } from '../stores/stores.usecases.ts';

/** Writes down a change of a store's goods that `product:write:any` allowed; who works for the store needs no scope. */
export type RecordGoods = (tx: Transaction, change: GoodsChange) => Promise<void>;

export type GoodsChange = Pick<AdminAction, 'action' | 'entityType' | 'entityId'> & {
  readonly storeId: string;
  /** Null for what is new. */
  readonly before: Facts | null;
  readonly after: Facts;
};

/** To be called before the transaction. */
export async function openGoodsRecord(deps: Deps, caller: Caller): Promise<RecordGoods> {
  const record = await openScopeRecord(deps, { caller, scope: 'product:write:any' });
  return async (tx, change) => {
    if (record && !(await isOwn(tx, caller, change.storeId))) await write(tx, record, change);
  };
}

function isOwn(executor: Executor, { principal }: Caller, storeId: string): Promise<boolean> {
  return worksFor(executor, { principal, storeId, roles: sellingRoles });
}

async function write(tx: Transaction, record: RecordAdminAction, { storeId, before, after, ...what }: GoodsChange) {
  const store = toTypeId('store', storeId);
  const { oldValue, newValue } = differences(before ?? {}, after);
  await record(tx, { ...what, oldValue: before && oldValue, newValue: { store, ...newValue } });
}
