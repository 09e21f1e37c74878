import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Scenario, scenarioOf, scenarios } from './cards.ts';
import type { Sql, Transaction } from './sql.ts';
import { queueWebhook } from './webhooks.ts';

/** A refusal of the API: `{code, message}` with an HTTP status. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type PaymentRow = {
  id: string;
  reference: string;
  amount_minor: string;
  currency: string;
  return_url: string;
  /** Its hosted page. */
  url: string;
  status: 'requires_payment' | 'requires_challenge' | 'captured' | 'failed' | 'cancelled';
  captured_minor: string | null;
  failure_code: string | null;
  failure_message: string | null;
  scenario: string | null;
  request_hash: string;
};

type RefundRow = {
  id: string;
  payment_id: string;
  reference: string | null;
  amount_minor: string;
  request_hash: string;
};

const amount = z.string().regex(/^[1-9]\d{0,17}$/);
const paymentRequest = z.object({
  amount_minor: amount,
  currency: z.string().regex(/^[A-Z]{3}$/),
  reference: z.uuid(),
  return_url: z.url({ protocol: /^https?$/ }),
});
const refundRequest = z.object({ amount_minor: amount, reference: z.uuid().nullish() });

/** Opens a payment, or answers the one that the key opened before. */
export async function createPayment(
  sql: Sql,
  request: { key: string; body: unknown; baseUrl: string },
): Promise<PaymentRow> {
  const { key, baseUrl } = request;
  const asked = parse(paymentRequest, request.body);
  const hash = hashOf(asked);
  const id = `sbx_${randomUUID()}`;
  await sql`
    insert into payments (id, idempotency_key, request_hash, reference, amount_minor, currency, return_url, url)
    values (${id}, ${key}, ${hash}, ${asked.reference}, ${asked.amount_minor}, ${asked.currency}, ${asked.return_url},
            ${`${baseUrl}/pay/${id}`})
    on conflict (idempotency_key) do nothing`;
  const [payment] = await sql<PaymentRow[]>`select * from payments where idempotency_key = ${key}`;
  return sameRequest(payment, hash);
}

export async function findPayment(sql: Sql | Transaction, id: string): Promise<PaymentRow> {
  const [payment] = await sql<PaymentRow[]>`select * from payments where id = ${id}`;
  if (!payment) throw new Refused(404, 'no_such_payment', 'There is no such payment.');
  return payment;
}

export function cancelPayment(sql: Sql, id: string): Promise<PaymentRow> {
  return inTransaction(sql, async (tx) => {
    const payment = await lockPayment(tx, id);
    if (payment.status === 'captured') throw new Refused(409, 'already_captured', 'The money was taken already.');
    if (payment.status === 'failed' || payment.status === 'cancelled') return payment;
    return change(tx, payment, { status: 'cancelled' }, 'payment.cancelled');
  });
}

/** What a card on the hosted page does. Paying twice changes nothing. */
export function payByCard(sql: Sql, id: string, cardNumber: string): Promise<PaymentRow> {
  const scenario = scenarioOf(cardNumber);
  if (!scenario) throw new Refused(422, 'unknown_card', 'Use one of the test cards on this page.');
  return inTransaction(sql, async (tx) => {
    const payment = await lockPayment(tx, id);
    if (payment.status !== 'requires_payment') return payment;
    const { outcome, number } = scenario;
    if (outcome.kind === 'challenge') return change(tx, payment, { status: 'requires_challenge', scenario: number });
    if (outcome.kind === 'failed') {
      const failure = { failure_code: outcome.code, failure_message: outcome.message };
      return change(tx, payment, { status: 'failed', scenario: number, ...failure }, 'payment.failed');
    }
    return capture(tx, payment, scenario);
  });
}

/** The buyer's answer on the second page (3-D Secure). */
export function answerChallenge(sql: Sql, id: string, confirmed: boolean): Promise<PaymentRow> {
  return inTransaction(sql, async (tx) => {
    const payment = await lockPayment(tx, id);
    if (payment.status !== 'requires_challenge') return payment;
    if (confirmed) return capture(tx, payment, scenarioIn(payment));
    const failure = { failure_code: 'authentication_failed', failure_message: 'The payment was not confirmed.' };
    return change(tx, payment, { status: 'failed', ...failure }, 'payment.failed');
  });
}

/** Gives money back, never more than was taken; the same key gives the same refund. */
export function refundPayment(
  sql: Sql,
  id: string,
  key: string,
  body: unknown,
): Promise<{ payment: PaymentRow; refund: RefundRow }> {
  const request = parse(refundRequest, body);
  const hash = hashOf({ id, ...request });
  return inTransaction(sql, async (tx) => {
    const payment = await lockPayment(tx, id);
    const [known] = await tx<RefundRow[]>`select * from refunds where idempotency_key = ${key}`;
    if (known) return { payment, refund: sameRequest(known, hash) };
    if (payment.status !== 'captured') throw new Refused(409, 'not_captured', 'No money was taken.');
    const [sum] = await tx<
      { refunded: string }[]
    >`select coalesce(sum(amount_minor), 0) as refunded from refunds where payment_id = ${id}`;
    const left = BigInt(payment.captured_minor ?? 0) - BigInt(sum?.refunded ?? 0);
    if (BigInt(request.amount_minor) > left)
      throw new Refused(422, 'amount_too_large', 'More than is left of the payment.');
    const [refund] = await tx<RefundRow[]>`
      insert into refunds (id, payment_id, idempotency_key, request_hash, reference, amount_minor)
      values (${`rfn_${randomUUID()}`}, ${id}, ${key}, ${hash}, ${request.reference ?? null}, ${request.amount_minor}) returning *`;
    if (!refund) throw new Error('an insert returns its row');
    await queueWebhook(tx, payment.id, {
      type: 'refund.succeeded',
      data: refundJson(payment, refund),
      times: times(scenarioIn(payment)),
    });
    await tx`update webhooks set due_at = now() + interval '2 seconds'
             where payment_id = ${id} and type = 'payment.captured' and delivered_at is null and due_at > now()`;
    return { payment, refund };
  });
}

export function paymentJson(payment: PaymentRow) {
  const { id, status, reference, amount_minor, currency, captured_minor, failure_code, failure_message, url } = payment;
  return { id, status, reference, amount_minor, currency, captured_minor, failure_code, failure_message, url };
}

export function refundJson(payment: PaymentRow, refund: RefundRow) {
  const { id, payment_id, reference, amount_minor } = refund;
  return {
    id,
    payment_id,
    payment_reference: payment.reference,
    reference,
    status: 'succeeded',
    amount_minor,
    currency: payment.currency,
  };
}

const dueSeconds = { once: 0, thrice: 0, late: 10, after_refund: 30, never: null } as const;

function capture(tx: Transaction, payment: PaymentRow, scenario: Scenario): Promise<PaymentRow> {
  const captured = (BigInt(payment.amount_minor) - scenario.shortByMinor).toString();
  return change(
    tx,
    payment,
    { status: 'captured', captured_minor: captured, scenario: scenario.number },
    'payment.captured',
  );
}

async function change(
  tx: Transaction,
  payment: PaymentRow,
  changes: Partial<PaymentRow>,
  event?: string,
): Promise<PaymentRow> {
  const next = { ...payment, ...changes };
  await tx`update payments set status = ${next.status}, captured_minor = ${next.captured_minor}, scenario = ${next.scenario},
           failure_code = ${next.failure_code}, failure_message = ${next.failure_message} where id = ${payment.id}`;
  const scenario = scenarioIn(next);
  const delaySeconds = event === 'payment.captured' ? dueSeconds[scenario.webhooks] : 0;
  const data = paymentJson(next);
  if (event && delaySeconds !== null)
    await queueWebhook(tx, payment.id, { type: event, data, delaySeconds, times: times(scenario) });
  return next;
}

function times({ webhooks }: Scenario): number {
  return webhooks === 'thrice' ? 3 : 1;
}

function scenarioIn({ scenario }: PaymentRow): Scenario {
  const [usual] = scenarios;
  const found = (scenario && scenarioOf(scenario)) || usual;
  if (!found) throw new Error('there is a usual scenario');
  return found;
}

async function lockPayment(tx: Transaction, id: string): Promise<PaymentRow> {
  const [payment] = await tx<PaymentRow[]>`select * from payments where id = ${id} for update`;
  if (!payment) throw new Refused(404, 'no_such_payment', 'There is no such payment.');
  return payment;
}

function inTransaction<Value>(sql: Sql, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return sql.begin(work) as Promise<Value>;
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(400, 'invalid_request', z.prettifyError(result.error));
  return result.data;
}

function sameRequest<Row extends { request_hash: string }>(row: Row | undefined, hash: string): Row {
  if (!row) throw new Error('a row was just written');
  if (row.request_hash !== hash)
    throw new Refused(409, 'idempotency_key_reused', 'This key was used with another body.');
  return row;
}

function hashOf(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
