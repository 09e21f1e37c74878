import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Admission, createAdmission, type Place, type Refusal } from './admission.ts';
import type { Priority } from './priorities.ts';

const settings = {
  concurrencyLeast: 2,
  concurrencyMost: 10,
  overloadLoopDelayMs: 200,
  overloadQueue: 3,
  overloadQueueMs: 500,
  overloadRetrySeconds: 3,
};
const loop = { delayMs: 0 };
let admission: Admission;

beforeEach(() => {
  vi.useFakeTimers();
  loop.delayMs = 0;
  admission = createAdmission(settings, { read: () => loop.delayMs, stop: () => {} });
});
afterEach(() => {
  admission.stop();
  vi.useRealTimers();
});

const enter = (priority: Priority, times = 1) =>
  Promise.all(Array.from({ length: times }, () => admission.enter(priority)));
const isIn = (outcome: Place | Refusal): outcome is Place => 'leave' in outcome;

/** Fills the router with urgent operations. */
async function fill(): Promise<Place[]> {
  return (await enter('high', 10)).filter(isIn);
}

describe('the door', () => {
  test.each([
    ['low', 7],
    ['normal', 9],
    ['high', 10],
  ] as const)('%s operations fill at most their share: %i of 10', async (priority, share) => {
    const outcomes = enter(priority, 14);
    await vi.advanceTimersByTimeAsync(600);
    expect((await outcomes).filter(isIn)).toHaveLength(share);
  });

  test('who waits gets in as soon as somebody leaves, the most urgent first', async () => {
    const inside = await fill();
    const order: string[] = [];
    for (const priority of ['low', 'normal', 'high'] as const) {
      void admission.enter(priority).then((outcome) => isIn(outcome) && order.push(priority));
    }
    for (const place of inside) place.leave('done');
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['high', 'normal', 'low']);
  });

  test('who has waited too long is told when to come back', async () => {
    await fill();
    const waiting = admission.enter('normal');
    await vi.advanceTimersByTimeAsync(501);
    const { retryAfterSeconds } = (await waiting) as Refusal;
    expect([1, 2, 3]).toContain(retryAfterSeconds);
  });

  test('when it is full, the urgent push out the less urgent, and nobody else', async () => {
    await fill();
    const outcomes = new Map<string, string>();
    const ask = (name: string, priority: Priority) =>
      void admission.enter(priority).then((outcome) => outcomes.set(name, isIn(outcome) ? 'in' : 'refused'));
    ask('first', 'low');
    ask('second', 'normal');
    ask('third', 'normal');
    ask('last', 'normal');
    ask('urgent', 'high');
    ask('idle', 'low');
    await vi.advanceTimersByTimeAsync(0);
    expect(Object.fromEntries(outcomes)).toEqual({ first: 'refused', last: 'refused', idle: 'refused' });
  });

  test('a place is given back once', async () => {
    const [place, ...rest] = await fill();
    place?.leave('done');
    place?.leave('dropped');
    expect((await enter('high')).filter(isIn)).toHaveLength(1);
    const more = admission.enter('high');
    await vi.advanceTimersByTimeAsync(501);
    expect(isIn(await more)).toBe(false);
    expect(rest).toHaveLength(9);
  });
});

describe('a process that falls behind', () => {
  test('lets in fewer, down to the least, and more again when it has caught up', async () => {
    const inside = await fill();
    loop.delayMs = 300;
    await vi.advanceTimersByTimeAsync(10_000);
    for (const place of inside) place.leave('done');
    const few = enter('high', 5);
    await vi.advanceTimersByTimeAsync(501);
    expect((await few).filter(isIn)).toHaveLength(2);
    loop.delayMs = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await enter('high', 8)).filter(isIn)).toHaveLength(8);
  });

  test('refuses what nobody has read yet, only when it is far behind and as many wait as may', async () => {
    const crowd = async () => {
      void enter('normal', 3);
      await vi.advanceTimersByTimeAsync(0);
      return admission.refusal();
    };
    await fill();
    loop.delayMs = 599;
    await vi.advanceTimersByTimeAsync(500);
    expect(await crowd()).toBeNull();
    loop.delayMs = 601;
    await vi.advanceTimersByTimeAsync(500);
    expect(admission.refusal()).toBeNull();
    expect(await crowd()).toEqual({ retryAfterSeconds: expect.any(Number) });
  });
});

describe('a door that closes', () => {
  test('says so at once, lets in until the notice is over, and waits for those inside', async () => {
    const inside = await fill();
    const waiting = admission.enter('normal');
    let isOver = false;
    void admission.drain({ noticeMs: 100, graceMs: 10_000 }).then(() => {
      isOver = true;
    });
    expect([admission.isLeaving, admission.isDraining, admission.refusal()]).toEqual([true, false, null]);
    await vi.advanceTimersByTimeAsync(100);
    expect([admission.isDraining, isIn(await admission.enter('high'))]).toEqual([true, false]);
    expect(admission.refusal()).not.toBeNull();
    for (const place of inside) place.leave('done');
    const last = await waiting;
    await vi.advanceTimersByTimeAsync(0);
    expect([isIn(last), isOver]).toEqual([true, false]);
    if (isIn(last)) last.leave('done');
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver).toBe(true);
  });

  test('does not wait for ever', async () => {
    await fill();
    const over = admission.drain({ noticeMs: 0, graceMs: 8_000 });
    await vi.advanceTimersByTimeAsync(8_000);
    await expect(over).resolves.toBeUndefined();
  });
});
