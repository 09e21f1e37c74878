import { type InvalidInput, invalidInput, invariant, type NotFound, notFound } from '@caravan/core/errors';
import { type Caller, hasScope, type Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { openScopeRecord } from '@caravan/subgraph/record-admin-action';
import type { Deps } from '../deps.ts';
import { viewerOf } from '../orders/order-reads.usecases.ts';
import type { Order } from '../orders/orders.domain.ts';
import { userIdOf } from '../principal.ts';
import {
  type Actor,
  type Fulfilment,
  type FulfilmentStatus,
  type InvalidTransition,
  partsOf,
  step,
} from './fulfilments.domain.ts';
import { saveTrackingNumber, selectFulfilments } from './fulfilments.store.ts';
import { moveFulfilments, type TakenOrder, takeFulfilments } from './fulfilments.usecases.ts';

/** A fulfilment of a taken order, and in which parts the one who asks may act on it. */
export type TakenFulfilment = {
  readonly taken: TakenOrder;
  readonly fulfilment: Fulfilment;
  readonly parts: readonly Actor[];
};

export type ChangeStatus = {
  readonly caller: Caller;
  readonly fulfilmentId: string;
  readonly status: FulfilmentStatus;
  readonly comment: string | null;
  readonly trackingNumber: string | null;
};

/** Moves a fulfilment one step on, or changes nothing. */
export async function changeFulfilmentStatus(
  deps: Deps,
  command: ChangeStatus,
): Promise<Result<Fulfilment, InvalidInput | NotFound | InvalidTransition>> {
  const [problem, ...more] = validate(command);
  if (problem) return fail(problem, ...more);
  const { caller, fulfilmentId, status: to, comment, trackingNumber } = command;
  const { principal } = caller;
  const record = await openScopeRecord(deps, { caller, scope: 'order:write:any' });
  return deps.database.transaction(async (tx) => {
    const found = await takeFulfilment(tx, { principal, fulfilmentId });
    // Somebody else's fulfilment reads as missing, so that ids cannot be probed.
    if (!found || found.parts.length === 0) return fail(notFound(['input', 'fulfilmentId']));
    const { taken, fulfilment, parts } = found;
    const decision = step(fulfilment.status, { to, as: parts, path: ['input', 'status'] });
    if (!decision.ok) return decision;

    if (trackingNumber !== null) await saveTrackingNumber(tx, fulfilmentId, trackingNumber);
    const mover = { by: decision.value, personId: principal.id, comment, now: deps.now() };
    await moveFulfilments(tx, taken, { moved: [fulfilment], to, mover });
    if (decision.value === 'ADMIN') {
      const entity = { entityType: 'Fulfilment', entityId: fulfilmentId } as const;
      const values = { oldValue: { status: fulfilment.status }, newValue: { status: to } };
      await record?.(tx, { action: 'changeFulfilmentStatus', ...entity, ...values });
    }
    return ok(await fulfilmentById(tx, fulfilmentId));
  });
}

/** Locks the order of a fulfilment and finds out who is asking; undefined when there is none. */
export async function takeFulfilment(
  tx: Transaction,
  { principal, fulfilmentId }: { principal: Principal; fulfilmentId: string },
): Promise<TakenFulfilment | undefined> {
  const [known] = await selectFulfilments(tx, [fulfilmentId]);
  const taken = known && (await takeFulfilments(tx, known.orderId));
  const fulfilment = taken?.fulfilments.find(({ id }) => id === fulfilmentId);
  if (!taken || !fulfilment) return undefined;
  return { taken, fulfilment, parts: await partsIn(tx, { principal, order: taken.order, fulfilment }) };
}

export async function fulfilmentById(tx: Transaction, fulfilmentId: string): Promise<Fulfilment> {
  const [fulfilment] = await selectFulfilments(tx, [fulfilmentId]);
  invariant(fulfilment, 'a fulfilment is never deleted');
  return fulfilment;
}

async function partsIn(
  tx: Transaction,
  { principal, order, fulfilment }: { principal: Principal; order: Order; fulfilment: Fulfilment },
): Promise<Actor[]> {
  const id = userIdOf(principal);
  const { storeIds } = await viewerOf(tx, principal);
  const { buyerId, confirmedAt } = order;
  return partsOf(
    { id, storeIds, isAdmin: hasScope(principal, 'order:write:any') },
    { storeId: fulfilment.storeId, buyerId, isPaid: confirmedAt !== null },
  );
}

function validate({ status, comment, trackingNumber }: ChangeStatus): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (status === 'CANCELLED') {
    problems.push(invalidInput(['input', 'status'], 'Use cancelFulfilment or cancelOrder to cancel.'));
  }
  if (comment !== null && comment.length > 500) {
    problems.push(invalidInput(['input', 'comment'], 'A comment has at most 500 characters.'));
  }
  if (trackingNumber !== null && !/^\S(.{0,98}\S)?$/.test(trackingNumber)) {
    problems.push(invalidInput(['input', 'trackingNumber'], 'A tracking number has 1 to 100 characters.'));
  }
  if (trackingNumber !== null && status !== 'SHIPPED') {
    problems.push(invalidInput(['input', 'trackingNumber'], 'A tracking number is given when it is SHIPPED.'));
  }
  return problems;
}
