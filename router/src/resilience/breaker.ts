export type BreakerState = 'closed' | 'half-open' | 'open';

/** How one call went, as far as it says something about the subgraph. */
export type Verdict = 'success' | 'failure' | 'nothing';

export type BreakerSettings = {
  /** It opens when at least this share of the calls of a window failed … */
  readonly failurePercent: number;
  /** … of at least so many. */
  readonly leastCalls: number;
  readonly windowMs: number;
  /** How long it lets no call pass before it tries. */
  readonly pauseMs: number;
  /** So many trial calls in a row must succeed before it closes; no more run at once. */
  readonly probes: number;
};

/** Keeps calls away from what fails anyway, so that callers learn it at once and it can recover. */
export type Breaker = {
  readonly state: BreakerState;
  /** Whether no call may pass right now. */
  isShut(): boolean;
  /** Asks for leave to call. Null: do not. Else the verdict is to be told, once. */
  enter(): ((verdict: Verdict) => void) | null;
};

type Options = {
  readonly settings: BreakerSettings;
  readonly now?: () => number;
  onChange(state: BreakerState): void;
};

const slices = 10;

/**
 * A circuit breaker over a sliding window of calls. Own code, since opossum and cockatiel close after the one call that
 * they let through on trial, and count what we want to be neither a success nor a failure.
 */
export function createBreaker({ settings, now = () => performance.now(), onChange }: Options): Breaker {
  const { failurePercent, leastCalls, windowMs, pauseMs, probes } = settings;
  const window = slidingCounts(windowMs, now);
  let state: BreakerState = 'closed';
  let openedAt = 0;
  let probing = 0;
  let succeeded = 0;
  /** Verdicts of calls that began before the last change say nothing about now. */
  let epoch = 0;

  const change = (next: BreakerState) => {
    state = next;
    epoch += 1;
    probing = 0;
    succeeded = 0;
    window.clear();
    if (next === 'open') openedAt = now();
    onChange(next);
  };
  const judge = (verdict: Verdict) => {
    if (verdict === 'nothing') return;
    const { calls, failures } = window.add(verdict === 'failure');
    if (calls >= leastCalls && failures * 100 >= calls * failurePercent) change('open');
  };
  const judgeProbe = (verdict: Verdict) => {
    probing -= 1;
    if (verdict === 'failure') return change('open');
    if (verdict === 'success') succeeded += 1;
    if (succeeded >= probes) change('closed');
  };
  const isShut = () => state === 'open' && now() - openedAt < pauseMs;
  return {
    get state() {
      return state;
    },
    isShut,
    enter: () => {
      if (isShut()) return null;
      if (state === 'open') change('half-open');
      const begun = epoch;
      if (state === 'closed') return (verdict) => void (begun === epoch && judge(verdict));
      if (probing + succeeded >= probes) return null;
      probing += 1;
      return (verdict) => void (begun === epoch && judgeProbe(verdict));
    },
  };
}

/** Calls and failures of the last `windowMs`, forgotten a tenth at a time. */
function slidingCounts(windowMs: number, now: () => number) {
  const sliceMs = windowMs / slices;
  const calls = Array.from({ length: slices }, () => 0);
  const failures = Array.from({ length: slices }, () => 0);
  const total = { calls: 0, failures: 0 };
  let newest = Math.floor(now() / sliceMs);

  const forget = (index: number) => {
    total.calls -= calls[index] ?? 0;
    total.failures -= failures[index] ?? 0;
    calls[index] = 0;
    failures[index] = 0;
  };
  const advance = () => {
    const current = Math.floor(now() / sliceMs);
    for (let slice = Math.max(newest + 1, current - slices + 1); slice <= current; slice += 1) forget(slice % slices);
    newest = current;
    return current % slices;
  };
  return {
    add: (isFailure: boolean) => {
      const index = advance();
      calls[index] = (calls[index] ?? 0) + 1;
      total.calls += 1;
      if (isFailure) {
        failures[index] = (failures[index] ?? 0) + 1;
        total.failures += 1;
      }
      return total;
    },
    clear: () => {
      for (let index = 0; index < slices; index += 1) forget(index);
    },
  };
}
