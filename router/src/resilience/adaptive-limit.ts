export type LimitSettings = {
  readonly least: number;
  readonly most: number;
  /** Delay of the event loop from which on the process has too much to do. */
  readonly loopDelayMs: number;
};

/** How many operations may run at once, as experience teaches. */
export type AdaptiveLimit = {
  readonly current: number;
  /** Whether the event loop was so late over the last period that even looking at requests is too much. */
  readonly isFarBehind: boolean;
  /** An operation is over. */
  sample(durationMs: number): void;
  /** Ends a period: what was learned of it moves the limit. */
  adapt(period: { loopDelayMs: number; mostRunning: number }): void;
};

/** Share of the limit that is left after a period in which the event loop was late, or latency rose. */
const backOff = { late: 0.8, slow: 0.9 };
/** That many times the delay that counts as late is far behind. */
const farBehind = 3;
/** Latency may be this many times the usual before it counts as queueing somewhere. */
const tolerance = 2;
/** Weight of one period in what is usual: a lasting change is usual after about a minute. */
const learningRate = 0.02;

/**
 * A limit that grows while all is well and shrinks when the process falls behind, or when operations queue up behind it.
 *
 * The delay of the event loop tells whether this process is the bottleneck: then the limit falls by a fifth each
 * period, from what really ran. Latency well above the usual tells of bottlenecks behind it; it takes the limit down to
 * half of the most and no further, since one slow subgraph is no reason to refuse what does not need it.
 */
export function adaptiveLimit({ least, most, loopDelayMs: lateMs }: LimitSettings): AdaptiveLimit {
  let limit = most;
  let isFarBehind = false;
  let usualMs = 0;
  let totalMs = 0;
  let samples = 0;
  const bounded = (value: number) => Math.min(Math.max(value, least), most);

  const learnsOfQueues = (): boolean => {
    if (samples === 0) return false;
    const presentMs = totalMs / samples;
    totalMs = 0;
    samples = 0;
    usualMs = usualMs === 0 ? presentMs : usualMs + (presentMs - usualMs) * learningRate;
    return presentMs > usualMs * tolerance;
  };
  return {
    get current() {
      return limit;
    },
    get isFarBehind() {
      return isFarBehind;
    },
    sample: (durationMs) => {
      totalMs += durationMs;
      samples += 1;
    },
    adapt: ({ loopDelayMs, mostRunning }) => {
      const queues = learnsOfQueues();
      isFarBehind = loopDelayMs > lateMs * farBehind;
      if (loopDelayMs > lateMs) limit = bounded(Math.floor(Math.min(limit, mostRunning) * backOff.late));
      // A limit that is not half used has nothing to do with it.
      else if (queues && mostRunning * 2 >= limit)
        limit = bounded(Math.max(Math.floor(limit * backOff.slow), most / 2));
      else limit = bounded(limit + Math.ceil(Math.sqrt(limit)));
    },
  };
}
