import { CaravanError } from '@caravan/core/errors';
import type { ExecutionResult } from 'graphql';
import { describe, expect, test } from 'vitest';
import { boundedQueue } from './bounded-queue.ts';
import { type ResultStream, type StreamedResult, toStreamed } from './federated-stream.ts';
import { type Joining, sharedFeeds } from './shared-feeds.ts';

const limits = { events: 3, bytes: 10_000 };

/** Feeds that are opened one after the other, and told what happens by the test. */
function source() {
  const opened: { tell(status: string, subject?: string): void; end(): void; isOpen(): boolean }[] = [];
  const start = async () => {
    const queue = boundedQueue<StreamedResult>({ events: 100, bytes: 10_000, sizeOf: () => 1 }, () => {
      throw new Error('full');
    });
    let open = true;
    queue.onEnd(() => {
      open = false;
    });
    opened.push({
      tell: (status, subject = 'o1') => queue.push(toStreamed({ data: { status } }, subject)),
      end: queue.end,
      isOpen: () => open,
    });
    return Object.assign(queue.events, { onEnd: queue.onEnd });
  };
  return { start, opened };
}

const join = async (
  feeds: ReturnType<typeof sharedFeeds>,
  joining: Joining,
  start: ReturnType<typeof source>['start'],
) => (await feeds.join({ key: 'orders', joining }, start)) as ResultStream;
const next = async (stream: ResultStream) => (await stream.next()).value?.result.data?.status;

describe('a shared feed', () => {
  test('is opened once for all who come before its first event, and each hears everything', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const streams = await Promise.all([1, 2, 3].map(() => join(feeds, 'before the first event', start)));
    expect(opened).toHaveLength(1);
    for (const status of ['PLACED', 'SHIPPED']) {
      const heard = streams.map(next);
      opened[0]?.tell(status);
      expect(await Promise.all(heard)).toEqual([status, status, status]);
    }
  });

  test('makes the text of a result once', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const streams = await Promise.all([1, 2].map(() => join(feeds, 'at any time', start)));
    opened[0]?.tell('PLACED');
    const [one, other] = await Promise.all(streams.map(async (stream) => (await stream.next()).value));
    expect(one).toBe(other);
  });

  test('gives who comes later an own feed, which tells the state first', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const early = await join(feeds, 'before the first event', start);
    opened[0]?.tell('PLACED');
    expect(await next(early)).toBe('PLACED');
    const late = await join(feeds, 'before the first event', start);
    expect(opened).toHaveLength(2);
    opened[1]?.tell('the state');
    expect(await next(late)).toBe('the state');
    const latest = await join(feeds, 'before the first event', start);
    expect(opened).toHaveLength(3);
    for (const stream of [early, late, latest]) await stream.return?.();
    expect(opened.map(({ isOpen }) => isOpen())).toEqual([false, false, false]);
  });

  test('tells who comes later the last state of each subject, then what the others hear', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const early = await join(feeds, 'with the last states', start);
    for (const [status, subject] of [
      ['PLACED', 'o1'],
      ['PLACED too', 'o2'],
      ['SHIPPED', 'o1'],
    ] as const) {
      opened[0]?.tell(status, subject);
      await next(early);
    }
    const late = await join(feeds, 'with the last states', start);
    expect([await next(late), await next(late)]).toEqual(['PLACED too', 'SHIPPED']);
    const heard = [next(early), next(late)];
    opened[0]?.tell('DELIVERED');
    expect(await Promise.all(heard)).toEqual(['DELIVERED', 'DELIVERED']);
    expect(opened).toHaveLength(1);
  });

  test('is not joined late when it has told of more subjects than are kept', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const early = await join(feeds, 'with the last states', start);
    for (let subject = 0; subject < 257; subject += 1) {
      opened[0]?.tell('PLACED', `o${subject}`);
      await next(early);
    }
    await join(feeds, 'with the last states', start);
    expect(opened).toHaveLength(2);
  });

  test('ends for who falls too far behind, and for nobody else', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const fast = await join(feeds, 'at any time', start);
    const slow = await join(feeds, 'at any time', start);
    for (const status of ['1', '2', '3', '4', '5']) {
      opened[0]?.tell(status);
      expect(await next(fast)).toBe(status);
    }
    const all = await Array.fromAsync(slow);
    expect(all.map(({ result }) => result.errors?.[0]?.extensions.code)).toEqual(['RATE_LIMITED']);
    opened[0]?.tell('6');
    expect(await next(fast)).toBe('6');
  });

  test('is not read while nobody reads', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const stream = await join(feeds, 'at any time', start);
    for (let event = 0; event < 50; event += 1) opened[0]?.tell(`${event}`);
    expect([await next(stream), await next(stream)]).toEqual(['0', '1']);
  });

  test('is released by the last who leaves, and ends with its source', async () => {
    const feeds = sharedFeeds(limits);
    const { start, opened } = source();
    const [one, other] = await Promise.all([1, 2].map(() => join(feeds, 'at any time', start)));
    await one?.return?.();
    expect(opened[0]?.isOpen()).toBe(true);
    await other?.return?.();
    expect(opened[0]?.isOpen()).toBe(false);
    const again = await join(feeds, 'at any time', start);
    opened[1]?.end();
    expect(await again.next()).toEqual({ value: undefined, done: true });
  });

  test('that cannot start says so to all who wait, and is tried again for the next', async () => {
    const feeds = sharedFeeds(limits);
    let starts = 0;
    const refuse = async (): Promise<ExecutionResult> => {
      starts += 1;
      return { errors: [] };
    };
    const fail = async () => {
      throw new CaravanError('UNAVAILABLE', 'away');
    };
    const feed = { key: 'orders', joining: 'at any time' } as const;
    expect(await Promise.all([feeds.join(feed, refuse), feeds.join(feed, refuse)])).toEqual([
      { errors: [] },
      { errors: [] },
    ]);
    expect(starts).toBe(1);
    await expect(Promise.all([feeds.join(feed, fail), feeds.join(feed, fail)])).rejects.toThrow('away');
    await feeds.join(feed, refuse);
    expect(starts).toBe(2);
  });
});
