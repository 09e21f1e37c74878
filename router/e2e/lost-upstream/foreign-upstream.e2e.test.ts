import { anonymous } from '@caravan/core/principal';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRemoteSubscriptions, type RemoteSubscriptions } from '../../src/transports/remote-subscriptions.ts';
import type { SubgraphCall } from '../../src/transports/subgraph-transport.ts';
import { openScriptedSubgraph, type ScriptedSubgraph, welcome } from './scripted-subgraph.ts';

let subgraph: ScriptedSubgraph;
let subscriptions: RemoteSubscriptions;
beforeEach(async () => {
  subgraph = await openScriptedSubgraph();
  subscriptions = openRemoteSubscriptions({
    address: () => subgraph.endpoint,
    maximumBytes: 10_000,
    socketInitMs: 200,
    socketPingMs: 30_000,
    liveQueueSize: 10,
    liveQueueBytes: 100_000,
    sign: () => ({}),
  });
});
afterEach(async () => {
  await subscriptions.close();
  await subgraph.stop();
});

const caller = { principal: anonymous, requestId: 'request', clientAddress: null, userAgent: null };

function subscribe(headers: SubgraphCall['headers'] = {}) {
  return subscriptions.subscribe({
    kind: 'subscription',
    query: 'subscription { ticks }',
    variables: {},
    operationName: undefined,
    caller,
    headers,
    timeoutMs: 500,
  });
}

/** The subscriptions that a socket of the router has asked for. */
const asked = (index: number) =>
  subgraph.seen[index]?.messages.filter(({ type }) => type === 'subscribe').map(({ id }) => id as string) ?? [];
const codeOf = (event: Awaited<ReturnType<Awaited<ReturnType<typeof subscribe>>['next']>>) =>
  event.done ? 'done' : event.value.result.errors?.[0]?.extensions.code;

describe('a subgraph of whoever', () => {
  test('is given headers of clients with the socket, one for each set of them', async () => {
    const one = { authorization: 'Bearer one', 'x-tenant': 'a' };
    const streams = await Promise.all([
      subscribe(one),
      subscribe({ 'x-tenant': 'a', authorization: 'Bearer one' }),
      subscribe({ authorization: 'Bearer two' }),
      subscribe(),
      subscribe(),
    ]);
    const shown = () => subgraph.seen.map(({ headers }, index) => [headers.authorization, asked(index).length]);
    await vi.waitFor(() =>
      expect(new Map(shown() as [string, number][])).toEqual(
        new Map<string | undefined, number>([
          ['Bearer one', 2],
          ['Bearer two', 1],
          [undefined, 2],
        ]),
      ),
    );
    expect(subgraph.seen).toHaveLength(3);
    const ofOne = subgraph.seen.find(({ headers }) => headers.authorization === 'Bearer one');
    expect([ofOne?.headers['x-tenant'], ofOne?.messages[0]]).toEqual(['a', { type: 'connection_init', payload: one }]);
    for (const stream of streams.slice(0, 3)) await stream.return?.();
    await vi.waitFor(() => expect(subgraph.seen.filter(({ socket }) => socket.readyState === 1)).toHaveLength(1));
  });

  test('that closes a socket with 4403 has refused, and is not asked again', async () => {
    subgraph.answer = ({ type }, { socket }) => {
      if (type === 'connection_init') socket.close(4403, 'Forbidden');
    };
    const stream = await subscribe();
    expect([codeOf(await stream.next()), codeOf(await stream.next())]).toEqual(['UNAVAILABLE', 'done']);
    expect(subgraph.seen).toHaveLength(1);
  });

  test('that sends no result ends the one subscription, and no other on the socket', async () => {
    const [lied, other] = await Promise.all([subscribe(), subscribe()]);
    await vi.waitFor(() => expect(asked(0)).toHaveLength(2));
    const [first, second] = asked(0);
    subgraph.seen[0]?.say({ type: 'next', id: first, payload: { data: 'nonsense' } });
    subgraph.seen[0]?.say({ type: 'next', id: second, payload: { data: { ticks: 1 } } });
    expect([codeOf(await lied.next()), codeOf(await lied.next())]).toEqual(['UNAVAILABLE', 'done']);
    expect((await other.next()).value?.result.data).toEqual({ ticks: 1 });
    expect(subgraph.seen).toHaveLength(1);
  });

  test('that never welcomes a socket is unavailable, until it does', async () => {
    subgraph.answer = () => {};
    await expect(subscribe()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    subgraph.answer = welcome;
    const stream = await vi.waitFor(subscribe, 5_000);
    await stream.return?.();
  });

  test('whose event is too large loses the socket, and is asked anew', async () => {
    const stream = await subscribe();
    await vi.waitFor(() => expect(asked(0)).toHaveLength(1));
    subgraph.seen[0]?.say({ type: 'next', id: asked(0)[0], payload: { data: { ticks: 'x'.repeat(20_000) } } });
    await vi.waitFor(() => expect(asked(1)).toHaveLength(1), 5_000);
    subgraph.seen[1]?.say({ type: 'next', id: asked(1)[0], payload: { data: { ticks: 2 } } });
    expect(await stream.next()).toMatchObject({ value: { connection: 2, result: { data: { ticks: 2 } } } });
  });

  test('is left quietly while the socket is being opened', async () => {
    subgraph.answer = () => {};
    const left = subscribe({ authorization: 'Bearer one' });
    await vi.waitFor(() => expect(subgraph.seen).toHaveLength(1));
    await subscriptions.close();
    expect(codeOf(await (await left).next())).toBe('done');
    // A rejection that nobody handles would fail the run.
    await subgraph.stop();
    await new Promise((resolve) => setImmediate(resolve));
  });
});
