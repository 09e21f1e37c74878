import {
  CheckoutCompleted,
  type CheckoutLine,
  CheckoutPaid,
  CheckoutReserved,
  CheckoutStarted,
} from '@caravan/contracts/checkout';
import type { EventContract, EventEnvelope } from '@caravan/contracts/event';
import { newId } from '@caravan/core/ids';
import type { EventTransport } from '@caravan/events/transport';
import type { z } from 'zod';

export type MarketplaceStandIn = {
  /** What a buyer has in the cart, by their id. */
  readonly carts: Map<string, readonly CheckoutLine[]>;
  publish<Contract extends EventContract>(
    contract: Contract,
    event: { subject: string; data: z.input<Contract['data']> },
  ): Promise<void>;
  stop(): Promise<void>;
};

/** Speaks marketplace's part of a checkout over the real event log: payments knows it by its events alone. */
export async function startMarketplace(transport: EventTransport): Promise<MarketplaceStandIn> {
  const carts = new Map<string, readonly CheckoutLine[]>();
  const publish: MarketplaceStandIn['publish'] = (contract, { subject, data }) =>
    transport.append([envelope(contract, subject, data)]);
  const answer = async ({ type, subject, data }: EventEnvelope) => {
    if (type === CheckoutStarted.type) {
      const { checkoutId, buyerId } = CheckoutStarted.data.parse(data);
      const lines = [...(carts.get(buyerId) ?? [])];
      await publish(CheckoutReserved, { subject, data: { checkoutId, participant: 'marketplace', lines } });
    }
    if (type === CheckoutPaid.type) {
      const { checkoutId, orderRefs } = CheckoutPaid.data.parse(data);
      const completed = { checkoutId, participant: 'marketplace', orderRefs, failedLineIds: [] } as const;
      await publish(CheckoutCompleted, { subject, data: { ...completed, failedLineIds: [] } });
    }
  };
  const consuming = await transport.consume({
    group: 'marketplace.stand-in',
    topics: [CheckoutStarted.topic],
    handle: async (batch) => {
      for (const event of batch) await answer(event);
    },
  });
  return { carts, publish, stop: () => consuming.stop() };
}

function envelope(contract: EventContract, subject: string, data: unknown): EventEnvelope {
  const id = newId();
  return {
    id,
    type: contract.type,
    version: contract.version,
    source: 'marketplace',
    subject,
    time: new Date().toISOString(),
    correlationId: id,
    causationId: null,
    principal: null,
    traceparent: null,
    topic: contract.topic,
    data: contract.data.parse(data),
  };
}
