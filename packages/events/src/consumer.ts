import type { EventContract, EventEnvelope, EventOf } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';
import { z } from 'zod';

/**
 * The effect of an event. It is committed together with the row that says it was handled, so it happens
 * once however often the event arrives; everything it does has to go through `tx`.
 * Throwing rolls back and tries again. Events of different subjects may arrive in any order.
 */
export type Handler<Deps, Contract extends EventContract> = (
  deps: Deps,
  tx: Transaction,
  event: EventOf<Contract>,
) => Promise<void>;

export type Subscription<Deps> = {
  readonly contract: EventContract;
  /** Parses the payload by the contract and calls the handler. */
  handle(deps: Deps, tx: Transaction, envelope: EventEnvelope): Promise<void>;
};

export type Consumer<Deps> = {
  /** `<subgraph>.<feature>`: the consumer group, and the key of inbox and dead letters. Never renamed. */
  readonly name: string;
  readonly subscriptions: readonly Subscription<Deps>[];
};

/** The payload does not fit its contract; trying again cannot help. */
export class InvalidPayload extends Error {
  constructor(envelope: EventEnvelope, error: z.ZodError) {
    super(`${envelope.type} version ${envelope.version}: ${z.prettifyError(error)}`);
    this.name = 'InvalidPayload';
  }
}

/** Handles one type of event, in the version of the contract. */
export function on<Deps, Contract extends EventContract>(
  contract: Contract,
  handler: Handler<Deps, Contract>,
): Subscription<Deps> {
  return {
    contract,
    async handle(deps, tx, envelope) {
      const parsed = contract.data.safeParse(envelope.data);
      if (!parsed.success) throw new InvalidPayload(envelope, parsed.error);
      await handler(deps, tx, { ...envelope, data: parsed.data } as EventOf<Contract>);
    },
  };
}

/** What handles events together: in order per subject, one active instance in all processes. */
export function consumer<Deps>(name: string, subscriptions: readonly Subscription<Deps>[]): Consumer<Deps> {
  const keys = subscriptions.map(({ contract }) => keyOf(contract));
  invariant(new Set(keys).size === keys.length, `consumer ${name} subscribes to each event once`);
  return { name, subscriptions };
}

export function topicsOf<Deps>({ subscriptions }: Consumer<Deps>): string[] {
  return [...new Set(subscriptions.map(({ contract }) => contract.topic))].sort();
}

/** Undefined for events of the topic that the consumer does not know. */
export function subscriptionFor<Deps>(
  { subscriptions }: Consumer<Deps>,
  envelope: EventEnvelope,
): Subscription<Deps> | undefined {
  return subscriptions.find(({ contract }) => keyOf(contract) === keyOf(envelope));
}

function keyOf({ type, version }: { type: string; version: number }): string {
  return `${type}@${version}`;
}
