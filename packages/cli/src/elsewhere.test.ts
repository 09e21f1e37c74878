import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isElsewhere } from './platform.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caravan-elsewhere-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const address = 'postgres://somewhere/caravan';
const ofPayments = { PAYMENTS_DATABASE_URL: address, EVENTS_DATABASE_URL: address };

/** Of identity, payments. */
function elsewhere(environment: Readonly<Record<string, string>>): boolean[] {
  const configuration = parseConfiguration({
    ...generatedSecrets({ CARAVAN_DATA: folder }),
    CARAVAN_DATA: folder,
    ...environment,
  });
  return ['identity', 'payments'].map((part) => isElsewhere(configuration, part));
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
