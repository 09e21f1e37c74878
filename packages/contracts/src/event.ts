import { z } from 'zod';

/** An event as it is declared once, for publishers and consumers alike. */
export type EventContract<Schema extends z.ZodType = z.ZodType> = {
  /** `<subgraph>.<PastTense>`, such as `marketplace.OrderPlaced`. */
  readonly type: string;
  /** Version of the payload's schema; a breaking change is a new one with an upcaster. */
  readonly version: number;
  /** By the version they take, what makes the next one of it: one for each version before this. The log keeps them all. */
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
  /** `caravan.<subgraph>.<aggregate>`; the key is the subject, so order holds per subject. */
  readonly topic: string;
  /** When it is published and what a consumer may rely on. */
  readonly description: string;
  readonly data: Schema;
};

/** Makes a payload of the next version from one that was valid in its own. Pure: it may run again, anywhere, in years. */
export type Upcaster = (data: unknown) => unknown;

/** Envelope with CloudEvents 1.0 names; `data` is validated by the contract. */
export type EventEnvelope<Data = unknown> = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly source: string;
  /** Id of the aggregate the fact is about; the key of ordering. */
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** UUID of who caused it; null for the system. */
  readonly principal: string | null;
  readonly traceparent: string | null;
  readonly topic: string;
  readonly data: Data;
};

export type DataOf<Contract extends EventContract> = z.output<Contract['data']>;
export type EventOf<Contract extends EventContract> = EventEnvelope<DataOf<Contract>>;

/** @throws Error when a version before the contract's could not be read any more. */
export function defineEvent<Schema extends z.ZodType>(contract: EventContract<Schema>): EventContract<Schema> {
  const { type, version, upcasters = {} } = contract;
  const expected = Array.from({ length: version - 1 }, (_, index) => String(index + 1));
  if (Object.keys(upcasters).join() !== expected.join())
    throw new Error(`${type} version ${version} needs an upcaster from each version before it, and no others.`);
  return contract;
}

export const uuid = z.uuid();
export const instant = z.iso.datetime();
/** Money in events: minor units as a decimal string, since JSON numbers lose digits past 2^53. */
export const moneyData = z
  .object({ amountMinor: z.string().regex(/^-?\d+$/), currency: z.string().length(3) })
  .meta({ title: 'Money' });
export type MoneyData = z.output<typeof moneyData>;

export function toMoneyData({ amountMinor, currency }: { amountMinor: bigint; currency: string }): MoneyData {
  return { amountMinor: amountMinor.toString(), currency };
}

export function fromMoneyData({ amountMinor, currency }: MoneyData): { amountMinor: bigint; currency: string } {
  return { amountMinor: BigInt(amountMinor), currency };
}

/** Fields encrypted under one user's key (AES-256-GCM, base64url `iv.tag.ciphertext`); see events.md. */
export const sealed = z.object({ userId: uuid, sealed: z.string() }).meta({ title: 'Sealed' });
export type Sealed = z.output<typeof sealed>;
