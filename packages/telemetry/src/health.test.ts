import { describe, expect, test } from 'vitest';
import { checkHealth } from './health.ts';

describe('health', () => {
  test('is good when every part is up', async () => {
    expect(await checkHealth({ a: async () => true, b: async () => true })).toEqual({
      healthy: true,
      parts: { a: 'up', b: 'up' },
    });
  });

  test('counts a part that says no, throws or stays silent as down, and never says why', async () => {
    const checks = {
      up: async () => true,
      no: async () => false,
      throwing: () => Promise.reject(new Error('secret host')),
      silent: () => new Promise<boolean>(() => {}),
    };
    expect(await checkHealth(checks, 20)).toEqual({
      healthy: false,
      parts: { up: 'up', no: 'down', throwing: 'down', silent: 'down' },
    });
  });
});
