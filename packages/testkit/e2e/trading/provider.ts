import { randomBytes } from 'node:crypto';
import type { Environment } from '@caravan/config/configuration';
import { openDatabase } from '@caravan/database/database';
import { provisionSchema } from '@caravan/database/provision';
import { startSandboxProvider } from '@caravan/sandbox-provider/start-sandbox-provider';
import { createLogger } from '@caravan/telemetry/logger';
import { sql } from 'drizzle-orm';

export type Provider = {
  readonly url: string;
  /** What it has taken and not given back: minor units by Caravan's payment ids (UUID). */
  captured(): Promise<ReadonlyMap<string, bigint>>;
  stop(): Promise<void>;
};

/** The payment provider, elsewhere: it lives on while Caravan dies. */
export async function startProvider(
  adminUrl: string,
  { environment, webhookUrl }: { environment: Environment; webhookUrl(): string },
): Promise<Provider> {
  const databaseUrl = await provisionSchema({
    adminUrl,
    name: 'sandbox',
    password: randomBytes(16).toString('hex'),
  });
  const provider = await startSandboxProvider({
    host: '127.0.0.1',
    port: 0,
    databaseUrl,
    apiKey: environment.SANDBOX_API_KEY ?? '',
    webhookSecret: environment.SANDBOX_WEBHOOK_SECRET ?? '',
    webhookUrl,
    logger: createLogger({ level: 'silent', name: 'provider' }),
  });
  const database = openDatabase({
    url: databaseUrl,
    schema: 'sandbox',
    poolSize: 1,
    statementTimeoutMs: 10_000,
    attempts: 1,
  });
  return {
    url: provider.url,
    captured: async () => {
      const rows = await database.query.execute<{ reference: string; amount: string }>(sql`
        select reference, captured_minor - coalesce((
          select sum(amount_minor) from refunds where payment_id = payments.id
        ), 0) as amount from payments where status = 'captured'`);
      return new Map(rows.map(({ reference, amount }) => [reference, BigInt(amount)]));
    },
    stop: async () => {
      await database.close();
      await provider.stop();
    },
  };
}
