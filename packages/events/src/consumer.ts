import type { EventContract, EventEnvelope, EventOf } from '@caravan/contracts/event';
import { readEvent } from '@caravan/contracts/read-event';
import { invariant } from '@caravan/core/errors';
import type { Transaction } from '@caravan/database/database';

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
  /** Reads the payload by the contract, whatever version it was published in, and calls the handler. */
  handle(deps: Deps, tx: Transaction, envelope: EventEnvelope): Promise<void>;
};

export type Consumer<Deps> = {
  /** `<subgraph>.<feature>`: the consumer group, and the key of inbox and dead letters. Never renamed. */
  readonly name: string;
  readonly subscriptions: readonly Subscription<Deps>[];
  /** Present when its tables can be made anew from the log: see `rebuildConsumer`. */
  readonly rebuildable?: Rebuildable;
};

/** What a consumer is when its tables hold nothing but what its events say, and its handlers do nothing else. */
export type Rebuildable = {
  /** Empties the tables, in the transaction after which every event of the log is handled again. */
  reset(tx: Transaction): Promise<unknown>;
};

/** The payload does not fit its contract; trying again cannot help. */
export class InvalidPayload extends Error {
  constructor({ type, version }: EventEnvelope, reason: string) {
    super(`${type} version ${version}: ${reason}`);
    this.name = 'InvalidPayload';
  }
}

/** Published by a newer Caravan, whose consumers read it: it waits for one of them, and is never guessed at. */
export class NewerVersion extends Error {
  constructor({ type, version }: EventEnvelope, known: number) {
    super(`${type} version ${version} is newer than this consumer, which knows version ${known}`);
    this.name = 'NewerVersion';
  }
}

/** Handles one type of event, in the version of the contract; older ones are brought up to it. */
export function on<Deps, Contract extends EventContract>(
  contract: Contract,
  handler: Handler<Deps, Contract>,
): Subscription<Deps> {
  return {
    contract,
    async handle(deps, tx, envelope) {
      const found = readEvent(contract, envelope);
      if (found.kind === 'newer') throw new NewerVersion(envelope, contract.version);
      if (found.kind === 'invalid') throw new InvalidPayload(envelope, found.reason);
      await handler(deps, tx, found.event);
    },
  };
}

/** What handles events together: in order per subject, one active instance in all processes. */
export function consumer<Deps>(
  name: string,
  subscriptions: readonly Subscription<Deps>[],
  options: { rebuildable?: Rebuildable } = {},
): Consumer<Deps> {
  const types = subscriptions.map(({ contract }) => contract.type);
  invariant(new Set(types).size === types.length, `consumer ${name} subscribes to each event once`);
  return { name, subscriptions, ...options };
}

export function topicsOf<Deps>({ subscriptions }: Consumer<Deps>): string[] {
  return [...new Set(subscriptions.map(({ contract }) => contract.topic))].sort();
}

/** Undefined for events of the topic that the consumer does not know. */
export function subscriptionFor<Deps>(
  { subscriptions }: Consumer<Deps>,
  envelope: EventEnvelope,
): Subscription<Deps> | undefined {
  return subscriptions.find(({ contract }) => contract.type === envelope.type);
}
