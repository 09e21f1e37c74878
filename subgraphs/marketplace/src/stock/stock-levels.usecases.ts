import {
  type IdempotencyKeyReused,
  type InvalidInput,
  invalidInput,
  type NotFound,
  notFound,
} from '@caravan/core/errors';
import type { Caller } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import { openGoodsRecord, type RecordGoods } from '../admin-actions/goods-record.ts';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { sellingRoles } from '../stores/stores.domain.ts';
import { requireStaff } from '../stores/stores.usecases.ts';
import { validateKey } from '../validation.domain.ts';
import { adjust, type StockBelowReserved } from './stock.domain.ts';
import { countMismatches, enterMovements, lockLevels, readStoreOfVariant } from './stock.store.ts';

export type StockAdjustment = {
  caller: Caller;
  variantId: string;
  /** Exactly one of `change` and `onHand` is not null. */
  change: number | null;
  onHand: number | null;
  kind: 'RECEIVED' | 'ADJUSTED';
  reason: string;
  idempotencyKey: string;
};

type Refusal = InvalidInput | NotFound | StockBelowReserved | IdempotencyKeyReused;

/** Enters what came in, or corrects what is on hand. Answers the variant's id. */
export async function adjustStock(deps: Deps, command: StockAdjustment): Promise<Result<string, Refusal>> {
  const { caller, idempotencyKey, ...input } = command;
  const [problem, ...more] = [...validateAdjustment(command), ...validateKey(idempotencyKey)];
  if (problem) return fail(problem, ...more);
  const record = await openGoodsRecord(deps, caller);
  return deps.database.transaction(async (tx) => {
    const claim = { principalId: userIdOf(caller.principal), operation: 'adjustStock', key: idempotencyKey, input };
    return idempotent<string, Refusal>(tx, claim, () => enterAdjustment(tx, { ...command, now: deps.now() }, record));
  });
}

async function enterAdjustment(
  tx: Transaction,
  command: StockAdjustment & { now: Date },
  record: RecordGoods,
): Promise<Result<string, Refusal>> {
  const { variantId, kind, now } = command;
  const { principal } = command.caller;
  const path = ['input', 'variantId'];
  const storeId = await readStoreOfVariant(tx, variantId);
  if (!storeId) return fail(notFound(path));
  const requirement = { storeId, principal, roles: sellingRoles, scope: 'product:write:any' as const, path };
  const store = await requireStaff(tx, requirement);
  if (!store.ok) return store;
  const [level] = await lockLevels(tx, [variantId]);
  if (!level) return fail(notFound(path));
  const change = command.change ?? (command.onHand ?? 0) - level.onHand;
  const decision = adjust(level, change);
  if (!decision.ok) return decision;
  if (change === 0) return ok(variantId);
  // Beyond it, what comes back of cancelled orders would no longer fit the column.
  if (change > 0 && decision.value.onHand > mostPieces) {
    return fail(invalidInput(['input', command.change === null ? 'onHand' : 'change'], mostPiecesText));
  }
  if (kind === 'RECEIVED' && change < 0) {
    return fail(invalidInput(['input', 'kind'], 'What came in is more, not less: use ADJUSTED.'));
  }
  const movement = { variantId, kind, onHandChange: change, reservedChange: 0, reference: null, lineId: null };
  await enterMovements(tx, [{ ...movement, reason: command.reason.trim(), authorId: userIdOf(principal) }], now);
  const entity = { entityType: 'Variant', entityId: variantId } as const;
  const [before, after] = [{ onHand: level.onHand }, { onHand: decision.value.onHand }];
  await record(tx, { action: 'adjustStock', ...entity, storeId, before, after });
  return ok(variantId);
}

const mostPieces = 1_000_000_000;
const mostPiecesText = `At most ${mostPieces} pieces are on hand.`;

function validateAdjustment({ change, onHand, reason }: StockAdjustment): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if ((change === null) === (onHand === null)) {
    problems.push(invalidInput(['input', 'change'], 'Give exactly one of change and onHand.'));
  }
  if (change !== null && Math.abs(change) > mostPieces) {
    problems.push(invalidInput(['input', 'change'], `At most ${mostPieces} pieces.`));
  }
  if (onHand !== null && (onHand < 0 || onHand > mostPieces)) {
    problems.push(invalidInput(['input', 'onHand'], `0 to ${mostPieces} pieces.`));
  }
  if (reason.trim().length === 0 || reason.length > 300) {
    problems.push(invalidInput(['input', 'reason'], 'A reason has 1 to 300 characters.'));
  }
  return problems;
}

/** Whether every level equals the sum of its movements. */
export function readStockHealth(deps: Deps): Promise<{ variants: number; mismatches: number }> {
  return countMismatches(deps.database.query);
}
