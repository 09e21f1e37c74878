import { describe, expect, test } from 'vitest';
import { type Breaker, type BreakerState, createBreaker } from './breaker.ts';

const settings = { failurePercent: 50, leastCalls: 20, windowMs: 10_000, pauseMs: 5_000, probes: 3 };

function breakerAt() {
  const clock = { now: 1_000_000 };
  const states: BreakerState[] = [];
  const breaker = createBreaker({ settings, now: () => clock.now, onChange: (state) => states.push(state) });
  return { clock, states, breaker };
}

function calls(breaker: Breaker, verdicts: Readonly<Partial<Record<'success' | 'failure' | 'nothing', number>>>): void {
  for (const [verdict, times] of Object.entries(verdicts)) {
    for (let call = 0; call < times; call += 1) breaker.enter()?.(verdict as 'success');
  }
}

describe('a breaker', () => {
  test.each([
    [{ failure: 19 }, 'closed'],
    [{ failure: 20 }, 'open'],
    [{ success: 11, failure: 9 }, 'closed'],
    [{ success: 10, failure: 10 }, 'open'],
    [{ success: 100, failure: 99 }, 'closed'],
    // Client cancels don't count.
    [{ nothing: 100, failure: 19 }, 'closed'],
  ] as const)('after %j it is %s', (verdicts, state) => {
    const { breaker } = breakerAt();
    calls(breaker, verdicts);
    expect(breaker.state).toBe(state);
  });

  test('forgets what is longer ago than its window', () => {
    const { breaker, clock } = breakerAt();
    calls(breaker, { failure: 19 });
    clock.now += 10_001;
    calls(breaker, { failure: 19 });
    expect(breaker.state).toBe('closed');
    clock.now += 5_000;
    calls(breaker, { failure: 1 });
    expect(breaker.state).toBe('open');
  });

  test('lets nothing pass while it is open, then three at once, and closes when they succeed', () => {
    const { breaker, clock, states } = breakerAt();
    calls(breaker, { failure: 20 });
    clock.now += 4_999;
    expect([breaker.enter(), breaker.isShut()]).toEqual([null, true]);
    clock.now += 1;
    expect(breaker.isShut()).toBe(false);
    const probes = [breaker.enter(), breaker.enter(), breaker.enter()];
    expect(breaker.enter()).toBeNull();
    for (const probe of probes) probe?.('success');
    expect(states).toEqual(['open', 'half-open', 'closed']);
    calls(breaker, { failure: 19 });
    expect(breaker.state).toBe('closed');
  });

  test('opens again when a probe fails; a probe that was cancelled makes room for another', () => {
    const { breaker, clock, states } = breakerAt();
    calls(breaker, { failure: 20 });
    clock.now += 5_000;
    calls(breaker, { nothing: 5, success: 2 });
    expect(breaker.state).toBe('half-open');
    calls(breaker, { failure: 1 });
    expect([breaker.enter(), breaker.state]).toEqual([null, 'open']);
    expect(states).toEqual(['open', 'half-open', 'open']);
  });

  test('a call that began before it opened changes nothing when it ends late', () => {
    const { breaker, clock } = breakerAt();
    const late = [breaker.enter(), breaker.enter(), breaker.enter()];
    calls(breaker, { failure: 20 });
    clock.now += 5_000;
    breaker.enter();
    for (const verdict of late) verdict?.('success');
    expect(breaker.state).toBe('half-open');
  });
});
