import { describe, expect, test } from 'vitest';
import { type AdaptiveLimit, adaptiveLimit } from './adaptive-limit.ts';

const limitOf = () => adaptiveLimit({ least: 20, most: 1_000, loopDelayMs: 200 });
const idle = { loopDelayMs: 0, mostRunning: 10 };

/** Periods in which every operation took so long. */
function periods(limit: AdaptiveLimit, times: number, { ms, running }: { ms: number; running: number }): void {
  for (let period = 0; period < times; period += 1) {
    limit.sample(ms);
    limit.adapt({ loopDelayMs: 0, mostRunning: running });
  }
}

describe('the limit', () => {
  test('falls from what ran while the event loop is late, never below the least', () => {
    const limit = limitOf();
    limit.adapt({ loopDelayMs: 201, mostRunning: 100 });
    expect([limit.current, limit.isFarBehind]).toEqual([80, false]);
    for (let period = 0; period < 30; period += 1) limit.adapt({ loopDelayMs: 601, mostRunning: 80 });
    expect([limit.current, limit.isFarBehind]).toEqual([20, true]);
  });

  test('grows again, faster the larger it is, never above the most', () => {
    const limit = limitOf();
    limit.adapt({ loopDelayMs: 300, mostRunning: 10 });
    limit.adapt(idle);
    expect(limit.current).toBe(25);
    for (let period = 0; period < 100; period += 1) limit.adapt(idle);
    expect(limit.current).toBe(1_000);
  });

  test('falls to half while operations take much longer than usual', () => {
    const limit = limitOf();
    periods(limit, 20, { ms: 50, running: 900 });
    periods(limit, 1, { ms: 500, running: 900 });
    expect(limit.current).toBe(900);
    periods(limit, 10, { ms: 500, running: 900 });
    expect(limit.current).toBe(500);
  });

  test('a slow subgraph behind few operations changes nothing', () => {
    const limit = limitOf();
    periods(limit, 20, { ms: 50, running: 100 });
    periods(limit, 20, { ms: 3_000, running: 100 });
    expect(limit.current).toBe(1_000);
  });
});
