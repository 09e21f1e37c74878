import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';

export const testAdmin = {
  username: 'admin',
  email: 'admin@test.caravan.example',
  password: 'Aa1-admin-of-the-tests',
  displayName: 'Admin',
};

/** Environment of a Caravan in a test: its own folder and secrets, free ports, cheap password hashes, few log lines. */
export function testEnvironment(databaseUrl: string, settings: Environment = {}): Environment {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-test-'));
  return {
    NODE_ENV: 'test',
    CARAVAN_DATA: folder,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    SANDBOX_PORT: '0',
    CARAVAN_DEMO: 'false',
    LOG_LEVEL: 'error',
    BCRYPT_COST: '4',
    // Tests ask for hundreds of hashes at once, on machines that have other things to do.
    PASSWORD_HASH_WAIT_MS: '60000',
    CARAVAN_ADMIN_EMAIL: testAdmin.email,
    CARAVAN_ADMIN_PASSWORD: testAdmin.password,
    ...generatedSecrets({ CARAVAN_DATA: folder }),
    ...settings,
  };
}
