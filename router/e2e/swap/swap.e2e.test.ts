import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '@caravan/telemetry/logger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRouter } from '../../src/start-router.ts';
import { type PlainSubgraph, startPlainSubgraphs, supergraphOf } from '../any-supergraph/plain-subgraphs.ts';
import { post, testConfiguration } from '../harness/test-router.ts';

let folder: string;
let subgraphs: PlainSubgraph[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swap-'));
  subgraphs = await startPlainSubgraphs();
});
afterAll(async () => {
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await rm(folder, { recursive: true });
});

/** The supergraph with one more field, whose name tells the versions apart. */
function version(number: number): string {
  const [catalog, ...others] = subgraphs as [PlainSubgraph, ...PlainSubgraph[]];
  return supergraphOf([{ ...catalog, sdl: `${catalog.sdl}\nextend type Query { v${number}: Int }` }, ...others]);
}

test('the supergraph is replaced ten times under load, and no request fails', async () => {
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, version(0));
  const configuration = testConfiguration({
    SUPERGRAPH_POLL_MS: '50',
    SWAP_GRACE_MS: '200',
    OPERATION_TIMEOUT_MS: '5000',
    FETCH_TIMEOUT_MS: '3000',
  });
  const router = await startRouter({
    configuration,
    logger: createLogger({ level: 'silent', name: 'router' }),
    supergraphFile: { path, urls: new Map() },
    port: 0,
  });
  try {
    const asked = JSON.stringify({ query: '{ books { title reviews { text } } }' });
    const outcomes: Promise<unknown>[] = [];
    const load = setInterval(() => outcomes.push(post(router.url, asked).then(({ body }) => body)), 20);
    const expected = (await post(router.url, asked)).body;
    for (let number = 1; number <= 10; number += 1) {
      // As a mounted volume does it: the file is there at all times, whole.
      await writeFile(`${path}.next`, version(number));
      await rename(`${path}.next`, path);
      const known = JSON.stringify({ query: `{ v${number} }` });
      while ((await post(router.url, known)).status !== 200) await pause(20);
    }
    clearInterval(load);
    const answers = await Promise.all(outcomes);
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((answer) => JSON.stringify(answer) !== JSON.stringify(expected))).toEqual([]);

    await writeFile(path, 'this is no schema');
    await pause(200);
    expect((await post(router.url, asked)).body).toEqual(expected);
  } finally {
    await router.stop();
  }
});
