import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { type PaymentProvider, ProviderRefused, ProviderUnavailable } from '../provider.ts';
import { isGenuine } from './signature.ts';
import { paymentJson, refundJson, toEvent, toPayment, webhookJson } from './wire.ts';

export type SandboxOptions = {
  /** Where the provider listens; may be known only after it does. */
  baseUrl(): string;
  apiKey: string;
  webhookSecret: string;
  timeoutMs: number;
  webhookToleranceSeconds: number;
};

const tries = 4;

/** The simulated provider of packages/sandbox-provider, met through its API and webhooks alone. */
export function sandboxProvider(options: SandboxOptions): PaymentProvider {
  const agent = new Agent({ connections: 32, connect: { timeout: options.timeoutMs } });
  const call = (method: 'GET' | 'POST', path: string, body?: object, key?: string) =>
    callWithRetries({ agent, options, method, path, body, key });

  return {
    name: 'sandbox',
    async createPayment({ paymentId, amount, returnUrl }) {
      const body = {
        amount_minor: amount.amountMinor.toString(),
        currency: amount.currency,
        reference: paymentId,
        return_url: returnUrl,
      };
      return toPayment(paymentJson.parse(await call('POST', '/v1/payments', body, paymentId)));
    },
    async cancel(ref) {
      try {
        return toPayment(paymentJson.parse(await call('POST', `/v1/payments/${ref}/cancel`, {}, `cancel-${ref}`)));
      } catch (error) {
        if (!(error instanceof ProviderRefused)) throw error;
        if (error.status === 404) return { ref, status: 'VOIDED', captured: null, failure: null, redirectUrl: null };
        if (error.status !== 409) throw error;
        return toPayment(paymentJson.parse(await call('GET', `/v1/payments/${ref}`)));
      }
    },
    async refund({ refundId, ref, amount }) {
      const body = { amount_minor: amount.amountMinor.toString(), reference: refundId };
      try {
        const refund = refundJson.parse(await call('POST', `/v1/payments/${ref}/refunds`, body, refundId));
        return refund.status === 'succeeded' ? 'SUCCEEDED' : refund.status === 'failed' ? 'FAILED' : 'PENDING';
      } catch (error) {
        if (error instanceof ProviderRefused && error.isAboutRequest) return 'FAILED';
        throw error;
      }
    },
    fetchStatus: async (ref) => toPayment(paymentJson.parse(await call('GET', `/v1/payments/${ref}`))),
    verifyWebhook({ headers, body }, now) {
      const { webhookSecret: secret, webhookToleranceSeconds: toleranceSeconds } = options;
      if (!isGenuine(headers['sandbox-signature'], body, { secret, now, toleranceSeconds })) return null;
      const parsed = webhookJson.safeParse(JSON.parse(body.toString()));
      return parsed.success ? parsed.data.id : null;
    },
    readWebhook: toEvent,
  };
}

type Call = {
  agent: Agent;
  options: SandboxOptions;
  method: 'GET' | 'POST';
  path: string;
  body: object | undefined;
  key: string | undefined;
};

/** Tries again what may succeed later: no answer in time, 429 and 5xx. */
async function callWithRetries(call: Call): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(call).catch((error: unknown) => ({ status: 0, json: null, error }));
    if (answer.status >= 200 && answer.status < 300) return answer.json;
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      const { code } = (answer.json ?? {}) as { code?: string };
      throw new ProviderRefused(answer.status, code ?? 'unknown');
    }
    if (attempt === tries) {
      const cause = 'error' in answer ? answer.error : undefined;
      throw new ProviderUnavailable(`The sandbox provider does not answer (${answer.status}).`, { cause });
    }
    await pause(100 * 2 ** attempt * (0.5 + Math.random() / 2));
  }
}

async function send({ agent, options, method, path, body, key }: Call): Promise<{ status: number; json: unknown }> {
  const { statusCode, body: answer } = await request(`${options.baseUrl()}${path}`, {
    dispatcher: agent,
    method,
    headers: {
      authorization: `Bearer ${options.apiKey}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    },
    body: body ? JSON.stringify(body) : null,
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  const text = await answer.text();
  return { status: statusCode, json: text && answer ? parseJson(text) : null };
}

/** An answer that is no JSON comes from something in between; its status tells enough. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
