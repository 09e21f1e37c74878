import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Answer, codes, openTestRouter, post, type TestRouter } from '../harness/test-router.ts';
import { ask, ways } from '../harness/ways.ts';
import { bombs, nest } from './bombs.ts';

/** Far more than is allowed for (250 ms), since the machine may have other things to do. */
const longestMs = 2_000;
const mostHeapBytes = 96 * 1024 * 1024;
const bodyBytes = 60 * 1024 * 1024;

let caravan: TestRouter;
let others: ReturnType<typeof askAllTheTime>;
let heapBefore: number;

beforeAll(async () => {
  caravan = await openTestRouter('in process', { NODE_ENV: 'production', LIMIT_COST: '1000000' });
});
afterAll(() => caravan.stop());
beforeEach(() => {
  heapBefore = usedHeap();
  others = askAllTheTime();
});
afterEach(async () => {
  const { slowestMs, answers } = await others.stop();
  expect(answers).toBeGreaterThan(0);
  expect(slowestMs).toBeLessThan(longestMs);
  expect(usedHeap() - heapBefore).toBeLessThan(mostHeapBytes);
});

/** Another client, whose small queries go on being answered. */
function askAllTheTime() {
  let isOver = false;
  let slowestMs = 0;
  let answers = 0;
  const done = (async () => {
    while (!isOver) {
      const startedAt = performance.now();
      const { body } = await caravan.post('{ balance }');
      expect(body).toEqual({ data: { balance: 42 } });
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      answers += 1;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await done;
      return { slowestMs, answers };
    },
  };
}

function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function timed<Value>(work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work();
  expect(performance.now() - startedAt).toBeLessThan(longestMs);
  return value;
}

test.each(ways)('documents that are too large do no harm, over %s', async (way) => {
  for (let round = 0; round < 3; round += 1) {
    for (const [, document] of bombs) {
      const body = await timed(() => ask(caravan, way, { query: `${document} # ${round}` }));
      expect(codes(body)).toEqual(['OPERATION_TOO_LARGE']);
    }
  }
});

test('all of them at once do no harm', async () => {
  const all = bombs.flatMap(([, query]) => ways.map((way) => ask(caravan, way, { query })));
  for (const body of await Promise.all(all)) expect(codes(body)).toEqual(['OPERATION_TOO_LARGE']);
});

test.each(ways)('a legal document that is as large passes, over %s', async (way) => {
  const order = `number status weight freight paymentStatus lines { title quantity } payments { id status payer { id displayName } }
    buyer { displayName friends { displayName orders { number lines { title } buyer { displayName } } } }`;
  const roots = Array.from({ length: 10 }, (_, index) => `o${index}: order(id: "o${(index % 2) + 1}") { ...Order }`);
  const padding = '# large\n'.repeat(25_000);
  const query = `{ ${roots.join(' ')} } fragment Order on Order { ${order} } ${padding}`;
  const body = await ask(caravan, way, { query });
  expect(body.errors).toBeUndefined();
  expect(Object.keys(body.data ?? {})).toHaveLength(10);
  expect(body.data?.o9).toMatchObject({
    number: 'CV-2',
    freight: 70,
    buyer: { friends: [{ displayName: 'Aigerim' }] },
  });
});

describe('a body', () => {
  const large = `{"query":"{ balance } #${'x'.repeat(bodyBytes)}"}`;

  test('of 60 MB is refused', async () => {
    const { status, body } = await timed(() => post(caravan.router.url, large));
    expect([status, codes(body)]).toEqual([413, ['OPERATION_TOO_LARGE']]);
  });

  test('of 60 MB whose length is not told is refused', async () => {
    const outcome = await timed(() =>
      fetch(`${caravan.router.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Readable.toWeb(Readable.from(parts(large))) as never,
        duplex: 'half',
      } as RequestInit).then(
        ({ status }) => status,
        // The router need not read to the end before it hangs up.
        () => 413,
      ),
    );
    expect(outcome).toBe(413);
  });

  test('of 60 MB closes a socket, and no other', async () => {
    const socket = await openSocket();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(large);
    expect(await timed(() => closed)).toBe(1009);
    expect(codes(await ask(caravan, 'WebSocket', { query: '{ balance }' }))).toEqual([]);
  });

  // Compressed here, since it takes longer than being refused may.
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  test.each([
    ['gzip', gzipSync(large)],
    ['deflate', deflateSync(large)],
    ['br', brotliCompressSync(large, fast)],
  ])('that is compressed (%s) is refused and not unpacked', async (encoding, compressed) => {
    const response = await timed(() =>
      fetch(`${caravan.router.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        body: new Uint8Array(compressed),
      }),
    );
    expect(response.status).toBe(415);
    expect(codes((await response.json()) as Answer['body'])).toEqual(['BAD_USER_INPUT']);
  });

  test('with a list of requests is refused', async () => {
    for (const way of ['HTTP', 'SSE'] as const) {
      const requests = Array.from({ length: 1_000 }, () => ({ query: '{ balance }' }));
      const { errors } = await ask(caravan, way, requests);
      expect(errors?.[0]?.message).toContain('lists of requests are not served');
    }
  });
});

test('sockets do not unpack messages', async () => {
  const socket = await openSocket({ perMessageDeflate: true });
  expect(socket.extensions).toBe('');
  socket.terminate();
});

describe('variables', () => {
  const query = 'query ($id: ID!) { user(id: $id) { displayName } }';

  test.each(ways)('nested 100,000 deep are refused, over %s', async (way) => {
    // As text: JSON.stringify would overflow the stack.
    const id = '['.repeat(100_000) + ']'.repeat(100_000);
    const request = `{"query":${JSON.stringify(query)},"variables":{"id":${id}}}`;
    const accept: Record<string, string> = way === 'SSE' ? { accept: 'text/event-stream' } : {};
    const body = await timed(async () =>
      way === 'WebSocket' ? askSocketRaw(request) : (await post(caravan.router.url, request, accept)).body,
    );
    expect(codes(body)).toEqual(['OPERATION_TOO_LARGE']);
  });

  test.each(ways)('that are long lists are refused, over %s', async (way) => {
    const id = Array.from({ length: 50_000 }, () => 1);
    expect(codes(await timed(() => ask(caravan, way, { query, variables: { id } })))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('names that objects have anyway', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then'];

  test.each(ways)('are aliases like others, over %s', async (way) => {
    const aliases = names.map((name) => `${name}: displayName`).join(' ');
    const { data, errors } = await ask(caravan, way, {
      query: `{ __proto__: order(id: "o1") { constructor: buyer { ${aliases} __proto__: displayName } then: status } }`,
    });
    expect(errors).toBeUndefined();
    const order = own(data, '__proto__');
    const buyer = own(order, 'constructor');
    expect(names.map((name) => own(buyer, name))).toEqual(names.map(() => 'Aigerim'));
    expect(own(order, 'then')).toBe('PLACED');
    expect(({} as Record<string, unknown>).status).toBeUndefined();
  });

  test.each(ways)('are variables like others, over %s', async (way) => {
    for (const name of names.slice(1)) {
      const query = `query ($${name}: ID!) { user(id: $${name}) { displayName } }`;
      const { data } = await ask(caravan, way, { query, variables: { [name]: 'u1' } });
      expect(data).toEqual({ user: { displayName: 'Aigerim' } });
      const missing = await ask(caravan, way, { query, variables: {} });
      expect(codes(missing)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('reach no prototype as variables', async () => {
    const query = 'query ($id: ID!) { user(id: $id) { displayName } }';
    const variables = '{"id":"u1","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const http = await post(caravan.router.url, `{"query":"${query}","variables":${variables}}`);
    expect(http.status).toBe(400);
    const { data } = await askSocketRaw(`{"query":"${query}","variables":${variables}}`);
    expect(data).toEqual({ user: { displayName: 'Aigerim' } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('are not arguments, fields or operations', async () => {
    for (const query of [
      '{ user(__proto__: 1, id: "u1") { id } }',
      '{ constructor }',
      '{ user(id: "u1") { toString } }',
    ]) {
      expect(new Set(codes(await ask(caravan, 'HTTP', { query })))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    }
    const named = await ask(caravan, 'HTTP', { query: 'query A { balance }', operationName: 'constructor' });
    expect(codes(named)).toEqual(['BAD_USER_INPUT']);
  });
});

test('a thousand different documents of the largest kind take bounded memory', async () => {
  const document = (index: number) =>
    `{ users { ...A } } fragment A on User { ${nest(3, 'friends', 'id displayName')} } # ${index}`;
  for (let index = 0; index < 1_000; index += 1) {
    const { status } = await caravan.post(`${document(index)}${'x'.repeat(5_000)}`);
    expect(status).toBe(200);
  }
});

function own(value: unknown, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value ?? {}, key)?.value;
}

function* parts(text: string): Generator<Buffer> {
  const size = 1024 * 1024;
  for (let start = 0; start < text.length; start += size) yield Buffer.from(text.slice(start, start + size));
}

async function openSocket(options: WebSocket.ClientOptions = {}): Promise<WebSocket> {
  const url = new URL('/graphql', caravan.router.url).href.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws', options);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('open', resolve));
  const acknowledged = new Promise((resolve) => socket.once('message', resolve));
  socket.send('{"type":"connection_init"}');
  await acknowledged;
  return socket;
}

/** A message as it stands, which no client would make. */
async function askSocketRaw(payload: string): Promise<Answer['body']> {
  const socket = await openSocket();
  const answered = new Promise<Answer['body']>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; payload: unknown };
      if (message.type === 'next') resolve(message.payload as Answer['body']);
      if (message.type === 'error') resolve({ errors: message.payload } as Answer['body']);
    });
  });
  socket.send(`{"id":"1","type":"subscribe","payload":${payload}}`);
  const answer = await answered;
  socket.terminate();
  return answer;
}
