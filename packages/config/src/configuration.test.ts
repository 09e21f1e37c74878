import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeConfiguration, parseConfiguration } from './configuration.ts';
import { generatedSecrets, loadConfiguration } from './environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'caravan-config-'));
const secrets = generatedSecrets({ CARAVAN_DATA: folder });

describe('configuration', () => {
  test('has a default for everything but secrets', () => {
    expect(parseConfiguration(secrets).platform.port).toBe(4000);
  });

  test('names every problem at once and no value', () => {
    const parse = () =>
      parseConfiguration({ ...secrets, PORT: 'eighty', BCRYPT_COST: '-1', CURSOR_SECRET: 'too-short-secret' });
    expect(parse).toThrow(/PORT[^]*CURSOR_SECRET|CURSOR_SECRET[^]*PORT/);
    expect(parse).toThrow(/BCRYPT_COST/);
    expect(parse).not.toThrow(/too-short-secret/);
  });

  test('keeps generated secrets, readable by their owner alone', () => {
    expect(generatedSecrets({ CARAVAN_DATA: folder })).toEqual(secrets);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('refuses generated secrets in production', () => {
    expect(() => loadConfiguration({ CARAVAN_DATA: folder, NODE_ENV: 'production' })).toThrow(/CALLER_SECRET/);
  });

  test('asks a part in production for no secret that only others use', () => {
    const { IDENTITY_KEY_ENCRYPTION_KEY, ...others } = secrets;
    const environment = { ...others, SANDBOX_API_KEY: '', SANDBOX_WEBHOOK_SECRET: '', NODE_ENV: 'production' };
    expect(loadConfiguration(environment, 'router').platform.callerSecret).toBe(secrets.CALLER_SECRET);
    expect(() => loadConfiguration(environment, 'identity')).toThrow(/^[^]*IDENTITY_KEY_ENCRYPTION_KEY[^]*$/);
    expect(() => loadConfiguration(environment, 'identity')).not.toThrow(/SANDBOX/);
    expect(() => loadConfiguration(environment)).toThrow(/SANDBOX_WEBHOOK_SECRET/);
    const identity = loadConfiguration({ ...environment, IDENTITY_KEY_ENCRYPTION_KEY }, 'identity');
    expect(identity.identity.keyEncryptionKey).toBe(IDENTITY_KEY_ENCRYPTION_KEY);
  });

  test('is shown with sources and without secrets', () => {
    const shown = describeConfiguration({ PORT: '80' }, secrets);
    expect(shown.find(({ variable }) => variable === 'PORT')).toMatchObject({ value: '80', source: 'environment' });
    expect(shown.find(({ variable }) => variable === 'CALLER_SECRET')).toMatchObject({
      value: '***',
      source: 'generated',
    });
    expect(JSON.stringify(shown)).not.toContain(secrets.CALLER_SECRET);
  });

  test('is shown with what is missing, other than what need not be there', () => {
    const sources = new Map(describeConfiguration({}, {}).map(({ variable, source }) => [variable, source]));
    expect([sources.get('CALLER_SECRET'), sources.get('REDIS_URL')]).toEqual(['missing', 'unset']);
  });
});
