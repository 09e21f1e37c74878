import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, post } from '../harness/test-router.ts';
import { openTokenIssuer } from '../harness/tokens.ts';
import { type PlainSubgraph, startPlainSubgraphs, supergraphOf } from './plain-subgraphs.ts';

const program = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));
const query = '{ books { isbn title rating(scale: 10) reviews { text book { title } } } latest { book { title } } }';
const answer = {
  books: ['1', '2'].map((isbn) => ({
    isbn,
    title: `Book ${isbn}`,
    rating: 8,
    reviews: [{ text: `About ${isbn}`, book: { title: `Book ${isbn}` } }],
  })),
  latest: { book: { title: 'Book 2' } },
};

let folder: string;
let subgraphs: PlainSubgraph[];
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  subgraphs = await startPlainSubgraphs();
  await writeFile(join(folder, 'supergraph.graphql'), supergraphOf(subgraphs));
});

afterAll(async () => {
  for (const child of running) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await rm(folder, { recursive: true });
});

/** Starts `caravan router` in an empty folder; gives the address it prints. */
async function startProgram(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [program, 'router', '--listen', '127.0.0.1:0', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error' },
  });
  running.add(child);
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('http')) return line;
  throw new Error('The router ended before it listened.');
}

describe('a supergraph that is not ours', () => {
  test('is served from its file, with headers and tokens as configured', async () => {
    const tokens = await openTokenIssuer();
    await writeFile(join(folder, 'jwks.json'), JSON.stringify(tokens.jwks));
    const settings = [
      'FORWARD_HEADERS=authorization, catalog:x-tenant',
      `JWKS_URL=file://${join(folder, 'jwks.json')}`,
      'JWT_ISSUER=https://issuer.example',
    ];
    await writeFile(join(folder, 'router.env'), settings.join('\n'));
    const url = await startProgram('--supergraph', 'supergraph.graphql', '--config', 'router.env');

    expect((await post(url, JSON.stringify({ query }))).body).toEqual({ data: answer });
    const exp = Math.floor(Date.now() / 1000) + 60;
    const token = await tokens.sign({ iss: 'https://issuer.example', sub: 'anybody', scope: 'price:read', exp });
    const asked = JSON.stringify({ query: '{ books { price } whoCalls }' });
    const headers = { authorization: `Bearer ${token}`, 'x-tenant': 't1', 'x-secret': 's' };
    expect((await post(url, asked, headers)).body).toEqual({
      data: { books: [{ price: 100 }, { price: 100 }], whoCalls: `t1 Bearer ${token} - -` },
    });

    const foreign = await tokens.sign({ iss: 'https://else.example', sub: 'anybody', exp });
    const refused = await post(url, asked, { authorization: `Bearer ${foreign}` });
    expect([refused.status, codes(refused.body)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  test('is composed from a folder of schemas', async () => {
    const schemas = await mkdtemp(join(folder, 'schemas-'));
    for (const { name, sdl } of subgraphs) await writeFile(join(schemas, `${name}.graphql`), sdl);
    const urls = subgraphs.map(({ name, url }) => `${name}=${url}`).join();
    await writeFile(join(folder, 'folder.env'), `SUBGRAPH_URLS=${urls}`);
    const url = await startProgram('--supergraph', schemas, '--config', join(folder, 'folder.env'));
    expect((await post(url, JSON.stringify({ query }))).body).toEqual({ data: answer });
  });

  test('needs settings that exist, and a supergraph that is one', async () => {
    await writeFile(join(folder, 'wrong.env'), 'LIMIT_DEPHT=3');
    await writeFile(join(folder, 'wrong.graphql'), 'type Query { a: Int }');
    const fail = async (...args: string[]) => {
      const child = spawn(process.execPath, [program, 'router', ...args], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { PATH: process.env.PATH },
      });
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      const [code] = await once(child, 'close');
      return { code, said };
    };
    expect(await fail('--supergraph', 'supergraph.graphql', '--config', 'wrong.env')).toMatchObject({
      code: 1,
      said: expect.stringContaining('LIMIT_DEPHT: is no setting'),
    });
    expect(await fail('--supergraph', 'wrong.graphql')).toMatchObject({
      code: 1,
      said: expect.stringContaining('This is no supergraph'),
    });
    expect(await fail('--supergraph', 'supergraph.graphql', '--listen', 'here')).toMatchObject({
      code: 1,
      said: expect.stringContaining('say host:port'),
    });
  });
});
