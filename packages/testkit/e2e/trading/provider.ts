import { randomBytes } from 'node:crypto';
import type { Environment } from '@caravan/config/configuration';
import { provisionSchema } from '@caravan/database/provision';
import { startSandboxProvider } from '@caravan/sandbox-provider/start-sandbox-provider';
import { createLogger } from '@caravan/telemetry/logger';
import postgres from 'postgres';

export type Provider = Till & { readonly url: string };

/** What a payment provider has in hand. */
export type Till = {
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
  const till = openTill(adminUrl);
  return {
    url: provider.url,
    captured: till.captured,
    stop: async () => {
      await till.stop();
      await provider.stop();
    },
  };
}

/** Reads the provider's own books, wherever it runs. */
export function openTill(adminUrl: string): Till {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  return {
    captured: async () => {
      const rows = await admin<{ reference: string; amount: string }[]>`
        select reference, captured_minor - coalesce((
          select sum(amount_minor) from sandbox.refunds where payment_id = payments.id
        ), 0) as amount from sandbox.payments where status = 'captured'`;
      return new Map(rows.map(({ reference, amount }) => [reference, BigInt(amount)]));
    },
    stop: () => admin.end({ timeout: 5 }),
  };
}
