import { type Environment, parseConfiguration } from '@caravan/config/configuration';
import { describe, expect, test } from 'vitest';
import { planParts } from './plan.ts';
import { choosePorts } from './ports.ts';

const secret = 'a secret that is long enough for all';
const secrets = {
  CALLER_SECRET: secret,
  CURSOR_SECRET: secret,
  SEALING_KEY: secret,
  FILE_SECRET: secret,
  IDENTITY_KEY_ENCRYPTION_KEY: secret,
  SANDBOX_SECRET: secret,
  SANDBOX_API_KEY: secret,
  SANDBOX_WEBHOOK_SECRET: secret,
};

/** @param taken - Ports of other programs. */
function plan(environment: Environment, routers = 1, replicas: Record<string, number> = {}, taken: number[] = []) {
  return planParts({
    configuration: parseConfiguration({ ...secrets, CARAVAN_DATA: '/nowhere', ...environment }),
    environment: { ...environment, MINE: 'yes' },
    subgraphs: ['identity', 'marketplace'],
    wishes: { routers, replicas: new Map(Object.entries(replicas)) },
    ports: choosePorts(async (port) => (taken.includes(port) ? null : port)),
  });
}

describe('the plan', () => {
  test('has Postgres first, then the sandbox and subgraphs, then routers', async () => {
    const { stages, routers, sandboxUrl } = await plan({}, 2, { marketplace: 2 });
    expect(stages.map((stage) => stage.map(({ name, args }) => [name, args.join(' ')]))).toEqual([
      [['postgres', 'postgres']],
      [
        ['sandbox', 'sandbox'],
        ['identity', 'subgraph identity --port 4100'],
        ['marketplace-1', 'subgraph marketplace --port 4101'],
        ['marketplace-2', 'subgraph marketplace --port 4102'],
      ],
      [
        ['router-1', 'router'],
        ['router-2', 'router'],
      ],
    ]);
    // The port after the first router's is the sandbox's.
    expect(routers).toEqual(['http://127.0.0.1:4000', 'http://127.0.0.1:4002']);
    expect(sandboxUrl).toBe('http://127.0.0.1:4001');
  });

  test('tells each part where the others are', async () => {
    const { stages } = await plan({ DATABASE_URL: 'postgres://db/caravan' }, 2, { marketplace: 2 });
    const environments = new Map(stages.flat().map(({ name, environment }) => [name, environment()]));
    const common = {
      MINE: 'yes',
      DATABASE_URL: 'postgres://db/caravan',
      CARAVAN_PUBLIC_URL: 'http://127.0.0.1:4000',
      SANDBOX_URL: 'http://127.0.0.1:4001',
    };
    expect(environments.get('identity')).toEqual(common);
    expect(environments.get('router-2')).toEqual({
      ...common,
      PORT: '4002',
      SUBGRAPH_URLS:
        'identity=http://127.0.0.1:4100,marketplace=http://127.0.0.1:4101,marketplace=http://127.0.0.1:4102',
    });
  });

  test.each([
    ['no Postgres where DATABASE_URL is set', { DATABASE_URL: 'postgres://db/caravan' }, 'postgres'],
    ['no sandbox where there is one', { SANDBOX_URL: 'http://pay.example' }, 'sandbox'],
    ['no sandbox in production', { NODE_ENV: 'production' }, 'sandbox'],
  ])('has %s', async (_what, environment, absent) => {
    const { stages } = await plan(environment);
    expect(stages.flat().map(({ name }) => name)).not.toContain(absent);
  });

  test('passes over ports that are taken, but not over the one that people are told', async () => {
    const { stages } = await plan({}, 1, {}, [4_100]);
    expect(stages.flat().map(({ args }) => args.at(-1))).toContain('4101');
    await expect(plan({ SANDBOX_PORT: '4000' })).rejects.toThrow('Port 4000 is wanted twice');
  });
});
