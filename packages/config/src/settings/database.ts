import { count, milliseconds, url } from '../kinds.ts';
import { setting } from '../setting.ts';

export const databaseSettings = {
  url: setting(
    'DATABASE_URL',
    url.optional(),
    'Postgres of all parts, as a role that may create roles and schemas. Absent: the embedded server.',
    { secret: true },
  ),
  identityUrl: setting(
    'IDENTITY_DATABASE_URL',
    url.optional(),
    "The identity subgraph's own database; by default a schema in the shared one.",
    { secret: true },
  ),
  marketplaceUrl: setting('MARKETPLACE_DATABASE_URL', url.optional(), "The marketplace subgraph's own database.", {
    secret: true,
  }),
  paymentsUrl: setting('PAYMENTS_DATABASE_URL', url.optional(), "The payments subgraph's own database.", {
    secret: true,
  }),
  sandboxUrl: setting('SANDBOX_DATABASE_URL', url.optional(), "The sandbox provider's own database.", { secret: true }),
  eventsUrl: setting('EVENTS_DATABASE_URL', url.optional(), 'Database of the embedded event log.', { secret: true }),
  poolSize: setting('DATABASE_POOL_SIZE', count.default(12), 'Connections per subgraph and process.'),
  statementTimeoutMs: setting(
    'DATABASE_STATEMENT_TIMEOUT_MS',
    milliseconds.default(15_000),
    'A statement that runs longer is cancelled.',
  ),
  transactionAttempts: setting(
    'DATABASE_TRANSACTION_ATTEMPTS',
    count.default(8),
    'Tries of a transaction that met a serialisation failure or deadlock (40001, 40P01).',
  ),
};
