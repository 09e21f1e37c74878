import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeManifest } from './backup/manifest.ts';
import { restore } from './backup/restore.ts';
import { isElsewhere } from './platform.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caravan-elsewhere-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const address = 'postgres://somewhere/caravan';
const ofPayments = { PAYMENTS_DATABASE_URL: address, EVENTS_DATABASE_URL: address };

const configurationOf = (environment: Readonly<Record<string, string>>) =>
  parseConfiguration({ ...generatedSecrets({ CARAVAN_DATA: folder }), CARAVAN_DATA: folder, ...environment });

/** Of identity, payments. */
function elsewhere(environment: Readonly<Record<string, string>>): boolean[] {
  return ['identity', 'payments'].map((part) => isElsewhere(configurationOf(environment), part));
}

test('where one part runs alone, the databases of others are not known', () => {
  expect(elsewhere(ofPayments)).toEqual([true, false]);
});

test('with one server for all, or the embedded one, all are known', () => {
  expect(elsewhere({})).toEqual([false, false]);
  expect(elsewhere({ ...ofPayments, DATABASE_URL: address })).toEqual([false, false]);
  mkdirSync(join(folder, 'postgres'));
  expect(elsewhere(ofPayments)).toEqual([false, false]);
});

test('nothing is restored when the database of a part is not known', async () => {
  const part = { migrations: [], jobMigrations: [], tables: [], sequences: [] };
  await writeManifest(folder, {
    format: 1,
    caravan: '0.1.0',
    postgres: '18.1',
    takenAt: '2026-11-21T00:00:00.000Z',
    pause: { longestMs: 1, attempts: 1 },
    parts: [
      { name: 'identity', ...part },
      { name: 'payments', ...part },
    ],
    kafkaLog: null,
    files: { leftOut: 'as was asked for' },
    secrets: {},
  });
  const restoring = restore({
    configuration: configurationOf(ofPayments),
    folder,
    mayReplace: async () => true,
    logger: pino({ level: 'silent' }),
    onProgress: () => {},
  });
  await expect(restoring).rejects.toThrow('set IDENTITY_DATABASE_URL.');
  expect(existsSync(join(folder, 'postgres'))).toBe(false);
});
