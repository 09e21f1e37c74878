import type { EventContract } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import { currentOperation } from '@caravan/core/operation-context';
import type { Transaction } from '@caravan/database/database';
import type { z } from 'zod';
import { checkEventSize } from './event-size.ts';
import { writeOutbox } from './outbox.ts';

/**
 * Announces a fact in the transaction that makes it true: both are committed, or neither.
 *
 * Hold the lock of the subject's row when calling, as every change of an aggregate does: it is what
 * keeps the events of one subject in order. Correlation, cause and principal are those of the running
 * operation; without one the event correlates with itself.
 *
 * @param event.data - Checked by the contract; fields that it does not know are left out.
 * @throws ZodError when the data does not fit the contract.
 * @throws EventTooLarge when the event is larger than `EVENT_MAX_BYTES`.
 */
export async function publish<Contract extends EventContract>(
  tx: Transaction,
  contract: Contract,
  event: { subject: string; data: z.input<Contract['data']> },
): Promise<void> {
  const id = newId();
  const operation = currentOperation();
  const envelope = {
    id,
    type: contract.type,
    version: contract.version,
    subject: event.subject,
    time: new Date().toISOString(),
    correlationId: operation?.correlationId ?? id,
    causationId: operation?.causationId ?? null,
    principal: operation?.principalId ?? null,
    traceparent: operation?.traceparent ?? null,
    topic: contract.topic,
    data: contract.data.parse(event.data),
  };
  checkEventSize(envelope);
  await writeOutbox(tx, envelope);
}
