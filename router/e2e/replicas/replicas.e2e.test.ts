import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@caravan/telemetry/logger';
import { freePort } from '@caravan/testkit/free-port';
import { type PartProcess, startScript } from '@caravan/testkit/part-process';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Router, startRouter } from '../../src/start-router.ts';
import { breakerState, replicasUp } from '../../src/telemetry/router-metrics.ts';
import { openClient, post, testConfiguration } from '../harness/test-router.ts';

/** A router over two replicas of one subgraph, each a process that is killed or stopped under load. */
const configuration = testConfiguration({ FETCH_TIMEOUT_MS: '3000', OPERATION_TIMEOUT_MS: '5000' });
const script = fileURLToPath(new URL('replica.ts', import.meta.url));
let folder: string;
let notes: string;
let ports: [number, number];
let replicas: [PartProcess, PartProcess];
let router: Router;

const startReplica = (port: number) =>
  startScript([script, notes, String(port), configuration.platform.callerSecret], {});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replicas-'));
  notes = join(folder, 'notes');
  await writeFile(notes, '');
  ports = [await freePort(), await freePort()];
  replicas = [await startReplica(ports[0]), await startReplica(ports[1])];
  router = await startRouter({
    configuration,
    logger: createLogger({ level: 'silent', name: 'router' }),
    jwks: async () => ({ keys: [] }),
    subgraphs: [{ kind: 'remote', name: 'notes', urls: replicas.map(({ url }) => url) }],
    port: 0,
  });
});
afterAll(async () => {
  await router?.stop();
  await Promise.all(replicas.map((replica) => replica.kill()));
  await rm(folder, { recursive: true });
});
beforeEach(() => bothUp());

async function valueOf(metric: typeof replicasUp, subgraph = 'notes'): Promise<number | undefined> {
  return (await metric.get()).values.find(({ labels }) => labels.subgraph === subgraph)?.value;
}
const bothUp = () => vi.waitFor(async () => expect(await valueOf(replicasUp)).toBe(2), 15_000);

let lastId = 0;
let lastNonce = 0;
type Sent = { readonly id: number | null; readonly pid: number | null };

async function query(): Promise<Sent> {
  lastNonce += 1;
  // Equal ones that overlap would be sent once.
  const { body } = await post(router.url, `{"query":"{ whoAnswers(nonce: ${lastNonce}) }"}`);
  return { id: null, pid: Number(body.data?.whoAnswers ?? 0) || null };
}

async function mutate(): Promise<Sent> {
  lastId += 1;
  const id = lastId;
  const { body } = await post(router.url, `{"query":"mutation { note(id: ${id}) }"}`);
  return { id, pid: Number(body.data?.note ?? 0) || null };
}

/** 80 queries and 20 mutations each second, until told; gives those that failed, and those that were answered. */
function load() {
  const sent: Promise<Sent>[] = [];
  const timer = setInterval(() => sent.push(sent.length % 5 === 4 ? mutate() : query()), 10);
  return async () => {
    clearInterval(timer);
    const all = await Promise.all(sent);
    const failed = all.filter(({ pid }) => pid === null);
    return {
      all,
      failedQueries: failed.filter(({ id }) => id === null).length,
      failedMutations: failed.filter(({ id }) => id !== null).length,
    };
  };
}

/** Ids of notes in the order in which they were written. */
async function written(): Promise<number[]> {
  return (await readFile(notes, 'utf8')).split('\n').filter(Boolean).map(Number);
}

async function expectEachOnce(all: readonly Sent[]): Promise<void> {
  const ids = await written();
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const acknowledged = all.filter(({ id, pid }) => id !== null && pid !== null).map(({ id }) => id);
  expect(acknowledged.filter((id) => !ids.includes(id as number))).toEqual([]);
}

/** Subscribers, each on a socket of its own; what they saw last. */
async function subscribers(count: number) {
  const seen = Array.from({ length: count }, () => [] as number[]);
  const clients = seen.map(() => openClient(router.url));
  const streams = clients.map((client) => client.iterate({ query: 'subscription { noted }' }));
  const reading = streams.map(async (stream, index) => {
    for await (const { data } of stream) seen[index]?.push((data as { noted: number }).noted);
  });
  await vi.waitFor(() => expect(seen.every(({ length }) => length > 0)).toBe(true), 5_000);
  return {
    seen,
    stop: async () => {
      for (const stream of streams) await stream.return?.();
      await Promise.all(reading);
      for (const client of clients) await client.dispose();
    },
  };
}

test('calls are spread over both', async () => {
  const stop = load();
  await pause(500);
  const { all, failedQueries } = await stop();
  expect(failedQueries).toBe(0);
  const shares = replicas.map(({ pid }) => all.filter((each) => each.pid === pid).length);
  expect(Math.min(...shares)).toBeGreaterThan(all.length / 5);
});

describe('one of two, under 100 requests a second', () => {
  test('killed: no query fails, no mutation is sent twice, subscriptions go on, and it is taken back', async () => {
    const watching = await subscribers(10);
    const stop = load();
    await pause(500);
    await replicas[0].kill();
    await pause(1_500);
    replicas[0] = await startReplica(ports[0]);
    await bothUp();
    await pause(300);
    const { all, failedQueries, failedMutations } = await stop();
    expect(failedQueries).toBe(0);
    // Those that it had received when it died, of which nobody knows.
    expect(failedMutations).toBeLessThanOrEqual(2);
    await expectEachOnce(all);
    expect(all.some(({ pid }) => pid === replicas[0].pid)).toBe(true);
    expect(await valueOf(breakerState)).toBe(0);
    await expectLatest(watching.seen);
    await watching.stop();
  });

  test('stopped (SIGSTOP): queries that wait are asked of the other, and no mutation is sent twice', async () => {
    const watching = await subscribers(10);
    const stop = load();
    await pause(500);
    replicas[1].pause();
    await pause(4_000);
    await mutate();
    await expectLatest(watching.seen);
    replicas[1].resume();
    await bothUp();
    const { all, failedQueries, failedMutations } = await stop();
    expect(failedQueries).toBe(0);
    // It has read them or not: they may not be sent again. It gets few, since it keeps what it has.
    expect(failedMutations).toBeLessThanOrEqual(10);
    await expectEachOnce(all);
    expect(await valueOf(breakerState)).toBe(0);
    await watching.stop();
  });

  test('told to stop (SIGTERM): nothing fails at all', async () => {
    const watching = await subscribers(10);
    const stop = load();
    await pause(300);
    await replicas[0].stop();
    await pause(300);
    replicas[0] = await startReplica(ports[0]);
    await bothUp();
    const { all, failedQueries, failedMutations } = await stop();
    expect([failedQueries, failedMutations]).toEqual([0, 0]);
    await expectEachOnce(all);
    await expectLatest(watching.seen);
    await watching.stop();
  });
});

test('with both gone clients are told at once, and with one back they are answered', async () => {
  await Promise.all(replicas.map((replica) => replica.kill()));
  expect(await query()).toEqual({ id: null, pid: null });
  const health = await fetch(new URL('/health/ready', router.url));
  expect(health.status).toBe(503);
  replicas[1] = await startReplica(ports[1]);
  await vi.waitFor(async () => expect((await query()).pid).toBe(replicas[1].pid), 10_000);
  expect((await fetch(new URL('/health/ready', router.url))).status).toBe(200);
  replicas[0] = await startReplica(ports[0]);
});

/** Every subscriber comes to know of all notes, in order and none as of before. */
async function expectLatest(seen: readonly number[][]): Promise<void> {
  const { length } = await written();
  await vi.waitFor(() => {
    for (const counts of seen) expect(counts.at(-1)).toBeGreaterThanOrEqual(length);
  }, 10_000);
  for (const counts of seen) expect(counts).toEqual(counts.toSorted((one, other) => one - other));
}
