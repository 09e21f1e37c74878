import { type InvalidInput, invalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { toTypeId } from '@caravan/core/ids';
import type { Caller, Principal } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';
import type { Transaction } from '@caravan/database/database';
import { openScopeRecord } from '@caravan/subgraph/record-admin-action';
import type { Deps } from '../deps.ts';
import type { Order } from '../orders/orders.domain.ts';
import { userIdOf } from '../principal.ts';
import { returnStock } from '../stock/stock.usecases.ts';
import { fulfilmentById, takeFulfilment } from './change-status.usecases.ts';
import {
  type Actor,
  cancellation,
  type Fulfilment,
  type InvalidTransition,
  type OrderLine,
  step,
} from './fulfilments.domain.ts';
import { announceCancelled } from './fulfilments.events.ts';
import { cancelLines, selectLinesOfFulfilments } from './fulfilments.store.ts';
import { type Mover, moveFulfilments, noteReduced, type TakenOrder, takeFulfilments } from './fulfilments.usecases.ts';

export type CancelError = InvalidInput | NotFound | InvalidTransition;

export type CancelOrder = {
  readonly principal: Principal;
  readonly orderId: string;
  /** Null: everything that can still be cancelled. */
  readonly lineIds: readonly string[] | null;
  readonly reason: string | null;
};

/** Cancels the buyer's order, or lines of it, until it is SHIPPED. All of the chosen lines are cancelled, or none. */
export async function cancelOrder(deps: Deps, command: CancelOrder): Promise<Result<Order, CancelError>> {
  const [problem, ...more] = validate(command);
  if (problem) return fail(problem, ...more);
  const buyerId = userIdOf(command.principal);
  return deps.database.transaction(async (tx) => {
    const taken = await takeFulfilments(tx, command.orderId);
    // Someone else's order reads as missing, so that ids cannot be probed.
    if (taken?.order.buyerId !== buyerId) return fail(notFound(['input', 'orderId']));
    const { lineIds } = command;
    const within = { parts: ['BUYER'] as const, path: ['input', 'orderId'] };
    const scope = lineIds === null ? cancellable(taken.fulfilments, within) : ok(taken.fulfilments);
    if (!scope.ok) return scope;
    const after = await cancelWithin(tx, taken, { ...command, ...within, fulfilments: scope.value, now: deps.now() });
    return after.ok ? ok(after.value.order) : after;
  });
}

export type CancelFulfilment = {
  readonly caller: Caller;
  readonly fulfilmentId: string;
  /** Null: all that are not cancelled yet. */
  readonly lineIds: readonly string[] | null;
  readonly reason: string;
};

/** Cancels a store's fulfilment, or lines of it, until it is SHIPPED; for its staff and `order:write:any`. */
export async function cancelFulfilment(
  deps: Deps,
  command: CancelFulfilment,
): Promise<Result<Fulfilment, CancelError>> {
  const [problem, ...more] = validate(command);
  if (problem) return fail(problem, ...more);
  const { caller, fulfilmentId } = command;
  const { principal } = caller;
  const record = await openScopeRecord(deps, { caller, scope: 'order:write:any' });
  return deps.database.transaction(async (tx) => {
    const found = await takeFulfilment(tx, { principal, fulfilmentId });
    const parts = found?.parts.filter((part) => part !== 'BUYER') ?? [];
    if (!found || parts.length === 0) return fail(notFound(['input', 'fulfilmentId']));
    const path = ['input', 'fulfilmentId'];
    const decision = step(found.fulfilment.status, { to: 'CANCELLED', as: parts, path });
    if (!decision.ok) return decision;
    const fulfilments = [found.fulfilment];
    const within = { ...command, principal, fulfilments, parts, path, now: deps.now() };
    const after = await cancelWithin(tx, found.taken, within);
    if (!after.ok) return after;
    const cancelled = await fulfilmentById(tx, fulfilmentId);
    // The reason stays with the lines: it may tell of the buyer.
    if (decision.value === 'ADMIN') {
      const entity = { entityType: 'Fulfilment', entityId: fulfilmentId } as const;
      // Null: all that stood.
      const cancelledLines = command.lineIds?.map((id) => toTypeId('orderLine', id)) ?? null;
      const oldValue = { status: found.fulfilment.status };
      const newValue = { status: cancelled.status, cancelledLines };
      await record?.(tx, { action: 'cancelFulfilment', ...entity, oldValue, newValue });
    }
    return ok(cancelled);
  });
}

/** The fulfilments that can still be cancelled, or why none can. */
function cancellable(
  fulfilments: readonly Fulfilment[],
  { parts, path }: { parts: readonly Actor[]; path: readonly string[] },
): Result<Fulfilment[], InvalidTransition> {
  const decisions = fulfilments.map((fulfilment) => ({
    fulfilment,
    decision: step(fulfilment.status, { to: 'CANCELLED', as: parts, path }),
  }));
  const possible = decisions.filter(({ decision }) => decision.ok).map(({ fulfilment }) => fulfilment);
  if (possible.length > 0) return ok(possible);
  const standing = fulfilments.find(({ status }) => status !== 'CANCELLED');
  return fail({ kind: 'InvalidTransition', path, from: standing?.status ?? 'CANCELLED', to: 'CANCELLED' });
}

type CancelWithin = {
  readonly principal: Principal;
  readonly fulfilments: readonly Fulfilment[];
  readonly lineIds: readonly string[] | null;
  readonly parts: readonly Actor[];
  readonly path: readonly string[];
  readonly reason: string | null;
  readonly now: Date;
};

async function cancelWithin(
  tx: Transaction,
  taken: TakenOrder,
  command: CancelWithin,
): Promise<Result<TakenOrder, NotFound | InvalidTransition>> {
  const { fulfilments, reason, now, principal } = command;
  const all = await selectLinesOfFulfilments(
    tx,
    fulfilments.map(({ id }) => id),
  );
  const chosen = chooseLines(all, command);
  if (!chosen.ok) return chosen;
  const open = all.filter(({ cancelledAt }) => cancelledAt === null);
  const { lines, ended, reduced } = cancellation(fulfilments, open, chosen.value);
  const by = actorOf([...ended, ...reduced], command);
  if (!by.ok) return by;

  const mover: Mover = { by: by.value, personId: principal.id, comment: reason, now };
  const lineIds = lines.map(({ id }) => id);
  await cancelLines(tx, lineIds, { reason, at: now });
  await returnStock(tx, { reference: taken.order.checkoutId, lineIds, reason: 'Cancelled', now });
  await announceCancelled(tx, taken.order, { lines, by: by.value });
  await noteReduced(tx, reduced, mover);
  return ok(await moveFulfilments(tx, taken, { moved: ended, to: 'CANCELLED', mover }));
}

/** The lines that are meant: the given ones, each of which must still stand, or all that do. */
function chooseLines(
  all: readonly OrderLine[],
  { lineIds }: CancelWithin,
): Result<ReadonlySet<string>, NotFound | InvalidTransition> {
  if (lineIds === null) return ok(new Set(all.map(({ id }) => id)));
  for (const [index, lineId] of lineIds.entries()) {
    const line = all.find(({ id }) => id === lineId);
    const path = ['input', 'lineIds', index.toString()];
    if (!line) return fail(notFound(path));
    if (line.cancelledAt) return fail({ kind: 'InvalidTransition', path, from: 'CANCELLED', to: 'CANCELLED' });
  }
  return ok(new Set(lineIds));
}

/** In which part all these fulfilments are cancelled, or why one of them cannot be. */
function actorOf(touched: readonly Fulfilment[], { parts, path }: CancelWithin): Result<Actor, InvalidTransition> {
  const decisions = touched.map(({ status }) => step(status, { to: 'CANCELLED', as: parts, path }));
  const refused = decisions.find((decision) => !decision.ok);
  return refused ?? decisions[0] ?? fail({ kind: 'InvalidTransition', path, from: 'CANCELLED', to: 'CANCELLED' });
}

function validate({ lineIds, reason }: { lineIds: readonly string[] | null; reason: string | null }): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (lineIds?.length === 0)
    problems.push(invalidInput(['input', 'lineIds'], 'Name at least one line, or none at all.'));
  if (reason !== null && (reason.trim() === '' || reason.length > 500)) {
    problems.push(invalidInput(['input', 'reason'], 'A reason has 1 to 500 characters.'));
  }
  return problems;
}
