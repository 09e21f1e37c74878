import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerAndSignIn, signIn } from '@caravan/cli/client/people';
import type { Environment } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';
import { demoEmailDomain } from '@caravan/core/demo';
import { openTestClient, testCaravan, unique } from '@caravan/testkit/caravan';
import { type CliProcess, runCli } from '@caravan/testkit/cli-process';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { afterAll, describe, expect, test } from 'vitest';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-production-'));
  folders.push(folder);
  return folder;
}

const running: CliProcess[] = [];
afterAll(async () => {
  for (const each of running) each.interrupt();
  await Promise.all(running.map(({ ended }) => ended));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 30_000);

function start(settings: Environment, args: readonly string[] = ['start']): CliProcess {
  const started = runCli(args, { NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error', ...settings });
  running.push(started);
  return started;
}

/** Secrets as somebody would set them: none comes from the data folder of the Caravan that is started. */
const secrets = generatedSecrets({ CARAVAN_DATA: newFolder() });

describe('in production, Caravan refuses to start', () => {
  test('without secrets of its own: it names all that are missing, makes none, and exits with 1', async () => {
    const folder = join(newFolder(), 'data');
    const refused = start({ CARAVAN_DATA: folder });
    expect(await refused.ended).toBe(1);
    for (const variable of Object.keys(secrets)) expect(refused.output()).toContain(variable);
    expect(existsSync(folder)).toBe(false);
  });

  test('with secrets that an earlier start in development generated', async () => {
    const folder = newFolder();
    const generated = generatedSecrets({ CARAVAN_DATA: folder });
    const refused = start({ CARAVAN_DATA: folder });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('CALLER_SECRET');
    for (const value of Object.values(generated)) expect(refused.output()).not.toContain(value);
  });

  test('with a single secret missing', async () => {
    const refused = start({ CARAVAN_DATA: newFolder(), ...secrets, SEALING_KEY: '' });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(/^caravan: Configuration:\n {2}SEALING_KEY: [^\n]+\n$/);
  });

  test('on a data folder in which the demo was loaded', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'demo.json'), '{"people":[]}');
    const refused = start({ CARAVAN_DATA: folder, ...secrets });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('holds demo people with known passwords');
  });
});

describe('on a database with people of the demo, though the folder does not tell', () => {
  const development = testCaravan();
  const demoPerson = () => {
    const username = unique('demo');
    return { username, email: `${username}@${demoEmailDomain}`, password: 'Caravan-Demo-1', displayName: 'Demo' };
  };

  test('production refuses to start, whichever part is started', async () => {
    await registerAndSignIn(development.client, demoPerson(), '2001:db8::1');
    const settings = { CARAVAN_DATA: newFolder(), ...secrets, DATABASE_URL: development.adminUrl };
    for (const args of [['start'], ['subgraph', 'identity']]) {
      const refused = start({ ...settings, CALLER_SECRET: development.environment.CALLER_SECRET }, args);
      expect(await refused.ended).toBe(1);
      expect(refused.output()).toContain('holds demo people with known passwords');
    }
  });
});

describe('with everything of its own, production starts', () => {
  const { adminUrl } = emptyTestDatabase();

  test('without demo people, mails for all to read, introspection, or an open door to either', async () => {
    const folder = newFolder();
    const settings = {
      CARAVAN_DATA: folder,
      DATABASE_URL: adminUrl,
      ...secrets,
      CARAVAN_ADMIN_EMAIL: 'owner@shop.example',
      CARAVAN_ADMIN_PASSWORD: 'Aa1-owner-of-the-shop',
    };
    const started = start(settings);
    await started.until('Ctrl+C stops');
    expect(started.output()).not.toContain(demoEmailDomain);
    const url = /Explorer +(http:\S+)\//.exec(started.output())?.[1] ?? '';
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await peopleOffered(url)).toEqual([]);
    expect((await fetch(`${url}/mail/messages?to=owner@shop.example`)).status).toBe(404);
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
    expect(existsSync(join(folder, 'demo.json'))).toBe(false);

    const client = openTestClient(url);
    const introspection = await client.ask('query Types { __schema { types { name } } }');
    expect(introspection.data).toBeUndefined();
    // Somebody who only asks for an account of that domain cannot keep production from starting.
    const register = 'mutation Register($input: RegisterInput!) { register(input: $input) { errors { __typename } } }';
    const email = `aigerim@${demoEmailDomain}`;
    await client.mutate(register, { username: 'aigerim', email, password: 'Caravan-Demo-1', displayName: 'A' });
    const owner = { username: 'owner@shop.example', email: '', password: 'Aa1-owner-of-the-shop', displayName: '' };
    await expect(signIn(client, owner, '127.0.0.1')).resolves.toMatchObject({ token: expect.any(String) });
    await client.close();

    started.interrupt();
    expect(await started.ended).toBe(0);
    const again = start(settings);
    await again.until('Ctrl+C stops');
  });
});

describe('demo people exist only where demo data was loaded', () => {
  const caravan = testCaravan();

  test('elsewhere nobody is offered, and their names and passwords open nothing', async () => {
    expect(await peopleOffered(caravan.caravan.url)).toEqual([]);
    const aigerim = {
      username: 'aigerim',
      email: `aigerim@${demoEmailDomain}`,
      password: 'Caravan-Demo-1',
      displayName: 'Aigerim Bekova',
    };
    await expect(signIn(caravan.client, aigerim, '2001:db8::2')).rejects.toThrow();
    await expect(signIn(caravan.client, { ...aigerim, username: aigerim.email }, '2001:db8::3')).rejects.toThrow();
  });
});

/** People whom the explorer offers to sign in as. */
async function peopleOffered(url: string): Promise<unknown> {
  const page = await (await fetch(`${url}/`)).text();
  const content = /<script id="content" type="application\/json">(.*?)<\/script>/s.exec(page)?.[1];
  return (JSON.parse(content ?? '{}') as { people?: unknown }).people;
}
