import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '@caravan/database/database';
import { migrate } from '@caravan/database/migrations';
import { checkHealth } from '@caravan/telemetry/health';
import type { Logger } from '@caravan/telemetry/logger';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { homePage, paymentPage } from './pages.ts';
import {
  answerChallenge,
  cancelPayment,
  createPayment,
  findPayment,
  type PaymentRow,
  payByCard,
  paymentJson,
  Refused,
  refundJson,
  refundPayment,
} from './payments.ts';
import type { Sql } from './sql.ts';
import { type Sender, startSender } from './webhooks.ts';

export type SandboxProvider = { readonly url: string; stop(): Promise<void> };

export type SandboxOptions = {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Address under which browsers reach its pages; by default where it listens. */
  readonly publicUrl?: string;
  /** Of a role with a schema `sandbox` of its own. */
  readonly databaseUrl: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Where webhooks go; asked at each sending, since it may be known late. */
  webhookUrl(): string;
  readonly logger: Logger;
};

/** Applied in the schema `sandbox`. */
export const sandboxMigrations = { name: 'sandbox', folder: new URL('../migrations/', import.meta.url) };

type Context = { sql: Sql; sender: Sender; publicUrl(): string; apiKey: string };

/** Starts the simulated payment provider; what it does is told in README.md. */
export async function startSandboxProvider(options: SandboxOptions): Promise<SandboxProvider> {
  const database = openDatabase({
    url: options.databaseUrl,
    schema: 'sandbox',
    poolSize: 6,
    statementTimeoutMs: 10_000,
    attempts: 5,
  });
  await migrate(database, [sandboxMigrations]);
  const sql = database.client;
  const sender = startSender({
    sql,
    webhookUrl: options.webhookUrl,
    secret: options.webhookSecret,
    logger: options.logger,
  });

  const server = fastify({ bodyLimit: 65_536 });
  const baseUrl = () => `http://${options.host}:${(server.server.address() as AddressInfo).port}`;
  const publicUrl = () => options.publicUrl?.replace(/\/$/, '') ?? baseUrl();
  const context = { sql, sender, publicUrl, apiKey: options.apiKey };
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
  answerErrors(server, options.logger);
  await server.register(async (scope) => serveApi(scope, context));
  servePages(server, context);
  serveHealth(server, sql);
  await server.listen({ host: options.host, port: options.port });
  const stop = async () => {
    await server.close();
    await sender.stop();
    await database.close();
  };
  return { url: baseUrl(), stop };
}

function serveApi(server: FastifyInstance, { sql, sender, publicUrl, apiKey }: Context): void {
  const expected = Buffer.from(`Bearer ${apiKey}`);
  // Of these routes alone. A look at the path would miss the other ways to write it.
  server.addHook('onRequest', async ({ headers }) => {
    const given = Buffer.from(headers.authorization ?? '');
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    if (!genuine) throw new Refused(401, 'unauthorised', 'A valid API key is needed.');
  });
  server.post('/v1/payments', async (request, reply) => {
    const payment = await createPayment(sql, {
      key: idempotencyKey(request),
      body: request.body,
      baseUrl: publicUrl(),
    });
    return reply.code(201).send(paymentJson(payment));
  });
  server.get<{ Params: { id: string } }>('/v1/payments/:id', async ({ params }) =>
    paymentJson(await findPayment(sql, params.id)),
  );
  server.post<{ Params: { id: string } }>('/v1/payments/:id/cancel', async ({ params }) => {
    const payment = await cancelPayment(sql, params.id);
    sender.ring();
    return paymentJson(payment);
  });
  server.post<{ Params: { id: string } }>('/v1/payments/:id/refunds', async (request, reply) => {
    const { payment, refund } = await refundPayment(sql, request.params.id, idempotencyKey(request), request.body);
    sender.ring();
    return reply.code(201).send(refundJson(payment, refund));
  });
}

function serveHealth(server: FastifyInstance, sql: Sql): void {
  server.get('/health/live', async () => ({ healthy: true }));
  server.get('/health/ready', async (_request, reply) => {
    const health = await checkHealth({ sandbox: async () => (await sql`select 1 as up`).length === 1 });
    return reply.code(health.healthy ? 200 : 503).send(health);
  });
}

type Submission = { card_number?: string; challenge?: string } | null;

function servePages(server: FastifyInstance, { sql, sender }: Context): void {
  const html = (reply: FastifyReply, text: string) =>
    reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      )
      .send(text);
  server.get('/', (_request, reply) => html(reply, homePage()));
  server.get<{ Params: { id: string } }>('/pay/:id', async ({ params }, reply) =>
    html(reply, paymentPage(await findPayment(sql, params.id))),
  );
  server.post<{ Params: { id: string }; Body: Submission }>('/pay/:id', async (request, reply) => {
    const json = request.headers.accept === 'application/json';
    try {
      const payment = await submit(sql, request.params.id, request.body);
      sender.ring();
      if (json) return await reply.send({ status: payment.status });
      return payment.status === 'captured'
        ? await reply.redirect(payment.return_url, 303)
        : await html(reply, paymentPage(payment));
    } catch (error) {
      if (json || !(error instanceof Refused) || error.status !== 422) throw error;
      return html(reply.code(422), paymentPage(await findPayment(sql, request.params.id), error.message));
    }
  });
}

function submit(sql: Sql, id: string, body: Submission): Promise<PaymentRow> {
  if (body?.challenge) return answerChallenge(sql, id, body.challenge === 'confirm');
  return payByCard(sql, id, body?.card_number ?? '');
}

function answerErrors(server: FastifyInstance, logger: Logger): void {
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).send({ code: error.code, message: error.message });
    if (error.statusCode !== undefined && error.statusCode < 500)
      return reply.code(error.statusCode).send({ code: 'invalid_request', message: error.message });
    logger.error({ err: error }, 'sandbox provider failed');
    return reply.code(500).send({ code: 'internal', message: 'Internal error.' });
  });
}

function idempotencyKey({ headers }: FastifyRequest): string {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 1 || key.length > 255)
    throw new Refused(400, 'idempotency_key_missing', 'Send an Idempotency-Key of 1 to 255 characters.');
  return key;
}
