import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { credentialsOf, readCredentials, saveCredentials } from './credentials.ts';

const fileIn = () => join(mkdtempSync(join(tmpdir(), 'caravan-credentials-')), 'postgres.json');

test('are made once, for their owner alone', () => {
  const file = fileIn();
  const made = credentialsOf(file);
  expect(made).toMatchObject({ port: null, owner: null });
  expect(credentialsOf(file)).toEqual(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('keep the port', () => {
  const file = fileIn();
  saveCredentials(file, { ...credentialsOf(file), port: 5433, owner: 1 });
  expect(readCredentials(file)).toMatchObject({ port: 5433, owner: 1 });
});

test('are null where there are none', () => {
  expect(readCredentials(fileIn())).toBeNull();
});

test.each(['', '{"password": 1}'])('that are damaged (%j) are told, without what is in them', (text) => {
  const file = fileIn();
  writeFileSync(file, text);
  expect(() => credentialsOf(file)).toThrow('is damaged');
});
