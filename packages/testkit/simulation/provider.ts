import type { Money } from '@caravan/core/money';
import {
  type PaymentProvider,
  type ProviderEvent,
  type ProviderPayment,
  ProviderUnavailable,
} from '@caravan/payments/providers/provider';
import type { Random } from './random.ts';

type ProviderRefund = { readonly ref: string; readonly amount: Money; status: 'PENDING' | 'SUCCEEDED' | 'FAILED' };
export type ProvidersPayment = {
  readonly paymentId: string;
  readonly asked: Money;
  state: ProviderPayment;
  /** By the id under which they were asked for. */
  readonly refunds: Map<string, ProviderRefund>;
};
export type Webhook = { readonly eventId: string; readonly body: string; dueAt: number; sending: boolean };

export type Faults = { on: boolean };

/** A payment company in memory: it does what the sandbox provider does, and loses, repeats and delays what it says. */
export type SimulatedProvider = {
  readonly payments: Map<string, ProvidersPayment>;
  readonly webhooks: Webhook[];
  /** As the subgraph sees it; each call waits for its turns and may fail before or after it had its effect. */
  client(turn: (what: string) => Promise<void>): PaymentProvider;
  capture(payment: ProvidersPayment, amount: Money): void;
  decline(payment: ProvidersPayment): void;
  /** Settles a refund that is on its way. */
  settle(payment: ProvidersPayment, refundId: string, status: 'SUCCEEDED' | 'FAILED'): void;
  /** A refund that somebody made in the company's own dashboard. */
  refundByHand(payment: ProvidersPayment, amount: Money): void;
};

type World = { readonly random: Random; readonly faults: Faults; now(): number };

export function createProvider(world: World): SimulatedProvider {
  const payments = new Map<string, ProvidersPayment>();
  const teller = createTeller(world);
  const { webhooks, tellPayment, tellRefund } = teller;
  return {
    payments,
    webhooks,
    capture: (payment, amount) => tellPayment(payment, { status: 'CAPTURED', captured: amount }),
    decline: (payment) =>
      tellPayment(payment, { status: 'FAILED', failure: { code: 'card_declined', message: 'Declined.' } }),
    settle(payment, refundId, status) {
      const found = payment.refunds.get(refundId);
      if (found?.status !== 'PENDING') return;
      found.status = status;
      tellRefund(payment, refundId, found);
    },
    refundByHand(payment, amount) {
      const made: ProviderRefund = { ref: teller.newRef(), amount, status: 'SUCCEEDED' };
      payment.refunds.set(made.ref, made);
      tellRefund(payment, null, made);
    },
    client: (turn) =>
      clientOf({
        payments,
        tellPayment,
        refund: (payment, refundId, amount) => refundOnce(world, teller, { payment, refundId, amount }),
        call: callThrough(world, turn),
      }),
  };
}

type Teller = ReturnType<typeof createTeller>;

/** Makes webhooks of what happens, and loses, repeats and delays them. */
function createTeller({ random, faults, ...world }: World) {
  const webhooks: Webhook[] = [];
  let counter = 0;
  const tell = (event: ProviderEvent) => {
    counter += 1;
    // Nothing but its webhook ever tells of a refund that was made by hand.
    const isByHand = event.kind === 'REFUND' && event.refundId === null;
    if (faults.on && !isByHand && random.chance(0.15)) return;
    const body = JSON.stringify({ eventId: `evt_${counter}`, event }, writeBigint);
    const copies = faults.on && random.chance(0.2) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const delayMs = random.chance(0.5) ? 0 : random.below(faults.on ? 120_000 : 2_000);
      webhooks.push({ eventId: `evt_${counter}`, body, dueAt: world.now() + delayMs, sending: false });
    }
  };
  return {
    webhooks,
    newRef: () => `rfn_${counter++}`,
    tellPayment(payment: ProvidersPayment, change: Partial<ProviderPayment>) {
      payment.state = { ...payment.state, redirectUrl: null, ...change };
      tell({ kind: 'PAYMENT', paymentId: payment.paymentId, payment: payment.state });
    },
    tellRefund(payment: ProvidersPayment, refundId: string | null, { ref, amount, status }: ProviderRefund) {
      if (status === 'PENDING') return;
      tell({ kind: 'REFUND', paymentId: payment.paymentId, refundRef: ref, refundId, status, amount });
    },
  };
}

/** The same id is the same refund, as it is now. */
function refundOnce(
  { random, faults }: World,
  teller: Teller,
  { payment, refundId, amount }: { payment: ProvidersPayment; refundId: string; amount: Money },
): ProviderRefund {
  const known = payment.refunds.get(refundId);
  if (known) return known;
  const refused = amount.amountMinor > leftOf(payment) || (faults.on && random.chance(0.1));
  const pending = !refused && random.chance(0.3);
  const status = refused ? 'FAILED' : pending ? 'PENDING' : 'SUCCEEDED';
  const made: ProviderRefund = { ref: teller.newRef(), amount, status };
  payment.refunds.set(refundId, made);
  teller.tellRefund(payment, refundId, made);
  return made;
}

/** What is neither given back nor on its way back. */
export function leftOf({ state, refunds }: ProvidersPayment): bigint {
  const gone = [...refunds.values()].filter(({ status }) => status !== 'FAILED');
  return gone.reduce((left, { amount }) => left - amount.amountMinor, state.captured?.amountMinor ?? 0n);
}

type Call = <Value>(what: string, effect: () => Value) => Promise<Value>;

function callThrough({ random, faults }: World, turn: (what: string) => Promise<void>): Call {
  return async (what, effect) => {
    await turn(`provider: ${what}`);
    if (faults.on && random.chance(0.08)) throw new ProviderUnavailable('It does not answer.');
    const value = effect();
    await turn(`provider answers: ${what}`);
    if (faults.on && random.chance(0.08)) throw new ProviderUnavailable('Its answer came too late.');
    return value;
  };
}

function clientOf(parts: {
  payments: Map<string, ProvidersPayment>;
  tellPayment(payment: ProvidersPayment, change: Partial<ProviderPayment>): void;
  refund(payment: ProvidersPayment, refundId: string, amount: Money): ProviderRefund;
  call: Call;
}): PaymentProvider {
  const { payments, tellPayment, refund, call } = parts;
  const of = (ref: string) => {
    const payment = payments.get(ref);
    if (!payment) throw new Error(`The provider does not know ${ref}.`);
    return payment;
  };
  return {
    name: 'sandbox',
    createPayment: ({ paymentId, amount }) =>
      call('create', () => {
        const ref = `sbx_${paymentId}`;
        const known = payments.get(ref);
        if (known) return known.state;
        const state = {
          ref,
          status: 'PENDING',
          captured: null,
          failure: null,
          redirectUrl: `http://page/${ref}`,
        } as const;
        payments.set(ref, { paymentId, asked: amount, state, refunds: new Map() });
        return state;
      }),
    cancel: (ref) =>
      call('cancel', () => {
        const payment = of(ref);
        if (payment.state.status === 'PENDING') tellPayment(payment, { status: 'VOIDED' });
        return payment.state;
      }),
    refund: ({ refundId, ref, amount }) => call('refund', () => refund(of(ref), refundId, amount).status),
    fetchStatus: (ref) => call('status', () => of(ref).state),
    verifyWebhook: ({ body }) => (JSON.parse(body.toString()) as { eventId: string }).eventId,
    readWebhook: (body) => (JSON.parse(body, readBigint) as { event: ProviderEvent }).event,
  };
}

function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function readBigint(key: string, value: unknown): unknown {
  return key === 'amountMinor' ? BigInt(value as string) : value;
}
