import { testDatabase } from '@caravan/testkit/database';
import { logMigrations, logSchema } from './embedded-log.ts';
import { openEmbeddedSignals } from './embedded-signals.ts';
import { quiet } from './testing/fixtures.ts';
import { signalsContract } from './testing/signals-contract.ts';

const { url } = testDatabase(logSchema, [{ name: 'events-log', folder: logMigrations }]);

signalsContract('Postgres', () => openEmbeddedSignals({ url, logger: quiet }));
