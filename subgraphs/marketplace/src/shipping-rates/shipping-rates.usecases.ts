import { type IdempotencyKeyReused, type InvalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { money } from '@caravan/core/money';
import type { Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { idempotent } from '@caravan/database/idempotency';
import type { Deps } from '../deps.ts';
import { userIdOf } from '../principal.ts';
import { sellingRoles } from '../stores/stores.domain.ts';
import { requireStaff } from '../stores/stores.usecases.ts';
import { validateKey } from '../validation.domain.ts';
import {
  type ShippingRate,
  type ShippingRateKind,
  type ShippingRateTerms,
  shippingRatesLimit,
  type TooManyShippingRates,
  validateShippingRate,
} from './shipping-rates.domain.ts';
import {
  countOfferedRates,
  insertShippingRate,
  lockShippingRate,
  readShippingRates,
  saveShippingRate,
} from './shipping-rates.store.ts';

export type NewShippingRate = {
  principal: Principal;
  storeId: string;
  name: string;
  kind: ShippingRateKind;
  amountMinor: bigint;
  freeOverMinor: bigint | null;
  idempotencyKey: string;
};

type CreateRefusal = InvalidInput | NotFound | TooManyShippingRates | IdempotencyKeyReused;

export async function createShippingRate(
  deps: Deps,
  command: NewShippingRate,
): Promise<Result<ShippingRate, CreateRefusal>> {
  const { principal, idempotencyKey, ...input } = command;
  const [problem, ...more] = [...validateShippingRate(input), ...validateKey(idempotencyKey)];
  if (problem) return fail(problem, ...more);
  return deps.database.transaction(async (tx) => {
    const claim = { principalId: userIdOf(principal), operation: 'createShippingRate', key: idempotencyKey, input };
    const made = await idempotent<string, CreateRefusal>(tx, claim, () => offerRate(tx, command, deps.now()));
    if (!made.ok) return made;
    const [rate] = await readShippingRates(tx, [made.value]);
    return rate ? ok(rate) : fail(notFound(['input', 'storeId']));
  });
}

async function offerRate(tx: Transaction, command: NewShippingRate, now: Date): Promise<Result<string, CreateRefusal>> {
  const { principal, storeId, name, kind, amountMinor, freeOverMinor } = command;
  const store = await requireStaff(tx, { storeId, principal, roles: sellingRoles, path: ['input', 'storeId'] });
  if (!store.ok) return store;
  if ((await countOfferedRates(tx, storeId)) >= shippingRatesLimit) return fail({ kind: 'TooManyShippingRates' });
  const { currency } = store.value;
  const rate: ShippingRate = {
    id: newId(),
    storeId,
    name: name.trim(),
    kind,
    amount: money(amountMinor, currency),
    freeOver: freeOverMinor === null ? null : money(freeOverMinor, currency),
    active: true,
  };
  await insertShippingRate(tx, rate, now);
  return ok(rate.id);
}

export type ShippingRateUpdate = ShippingRateTerms & { principal: Principal; shippingRateId: string };

export async function updateShippingRate(
  deps: Deps,
  command: ShippingRateUpdate,
): Promise<Result<ShippingRate, InvalidInput | NotFound>> {
  const [problem, ...more] = validateShippingRate(command);
  if (problem) return fail(problem, ...more);
  return changeRate(deps, command, (rate) => ({
    ...rate,
    name: command.name?.trim() ?? rate.name,
    amount: money(command.amountMinor ?? rate.amount.amountMinor, rate.amount.currency),
    freeOver: newFreeOver(rate, command.freeOverMinor),
  }));
}

function newFreeOver(rate: ShippingRate, freeOverMinor: bigint | null | undefined) {
  if (freeOverMinor === undefined) return rate.freeOver;
  return freeOverMinor === null ? null : money(freeOverMinor, rate.amount.currency);
}

/** Stops offering a rate. Lines that have chosen it must choose another. */
export async function removeShippingRate(
  deps: Deps,
  command: { principal: Principal; shippingRateId: string },
): Promise<Result<ShippingRate, NotFound>> {
  return changeRate(deps, command, (rate) => ({ ...rate, active: false }));
}

async function changeRate(
  deps: Deps,
  command: { principal: Principal; shippingRateId: string },
  change: (rate: ShippingRate) => ShippingRate,
): Promise<Result<ShippingRate, NotFound>> {
  const path = ['input', 'shippingRateId'];
  return deps.database.transaction(async (tx) => {
    const rate = await lockShippingRate(tx, command.shippingRateId);
    if (!rate?.active) return fail(notFound(path));
    const { principal } = command;
    const store = await requireStaff(tx, { storeId: rate.storeId, principal, roles: sellingRoles, path });
    if (!store.ok) return store;
    const changed = change(rate);
    await saveShippingRate(tx, changed, deps.now());
    return ok(changed);
  });
}
