import { describe, expect, test } from 'vitest';
import { settingId } from './setting-id.ts';
import { declarations, readValue, type SettingKey, schemaOf, settingKeys } from './system-settings.domain.ts';

describe('readValue', () => {
  test.each<[SettingKey, unknown, unknown]>([
    ['platform.announcement', ' We are back. \n Thanks. ', 'We are back. \n Thanks.'],
    ['platform.announcement', null, null],
    ['platform.registrationOpen', false, false],
    ['support.email', 'help@example.com', 'help@example.com'],
    ['identity.revealTakenEmail', true, true],
  ])('of %s takes %j', (key, value, expected) => {
    expect(readValue(key, value)).toEqual({ ok: true, value: expected });
  });

  test.each<[SettingKey, unknown]>([
    ['platform.announcement', ''],
    ['platform.announcement', 'x'.repeat(501)],
    ['platform.announcement', 'bell\u0007'],
    ['platform.announcement', 'nul\0'],
    ['platform.announcement', 7],
    ['platform.registrationOpen', 'true'],
    ['platform.registrationOpen', null],
    ['support.email', 'no email'],
    ['identity.revealTakenEmail', {}],
  ])('of %s refuses %j', (key, value) => {
    expect(readValue(key, value)).toMatchObject({
      ok: false,
      errors: [{ kind: 'InvalidInput', path: ['input', 'value'] }],
    });
  });
});

test.each(settingKeys)('%s has a default of its type, a description and a JSON Schema', (key) => {
  const { default: fallback, description } = declarations[key];
  if (fallback !== undefined) expect(readValue(key, fallback)).toEqual({ ok: true, value: fallback });
  expect(description).toMatch(/\.$/);
  expect(schemaOf(key)).toMatchObject({ $schema: expect.any(String) });
});

test('the id of a setting is a UUIDv5 that stays', () => {
  expect(settingId('platform.announcement')).toBe(settingId('platform.announcement'));
  expect(new Set(settingKeys.map(settingId)).size).toBe(settingKeys.length);
  expect(settingId('support.email')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
