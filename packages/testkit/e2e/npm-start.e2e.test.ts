import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbeddedServer } from '@caravan/database/embedded-server';
import { runNpm } from '@caravan/testkit/cli-process';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What a supervisor sees of `npm start`: the outermost process, which is not Caravan's own. */
const folder = mkdtempSync(join(tmpdir(), 'caravan-npm-'));
const settings = { CARAVAN_DATA: folder, PORT: '0', SANDBOX_PORT: '0', BCRYPT_COST: '4', CARAVAN_DEMO: 'false' };

beforeAll(() => {
  // Postgres runs as another user where tests run as root.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['terminate', 'interrupt'] as const)('%s sent to npm stops Caravan cleanly within seconds', async (send) => {
  const npm = runNpm(['start'], settings);
  await npm.until('Ctrl+C stops');
  const url = /Explorer +(http:\S+)\//.exec(npm.output())?.[1] ?? '';
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect(findEmbeddedServer(join(folder, 'postgres'))).not.toBeNull();

  const startedAt = performance.now();
  npm[send]();
  expect(await npm.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  expect(findEmbeddedServer(join(folder, 'postgres'))).toBeNull();
});
