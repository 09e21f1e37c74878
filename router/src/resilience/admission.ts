import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import {
  admissionLimit,
  admissionRefusals,
  operationsRunning,
  operationsWaiting,
} from '../telemetry/router-metrics.ts';
import { adaptiveLimit } from './adaptive-limit.ts';
import { type LoopDelay, measureLoopDelay } from './loop-delay.ts';
import type { Priority } from './priorities.ts';
import { waitingRoom } from './waiting-room.ts';

/** Leave to run, to be given back once. What was `dropped` says nothing about how long operations take. */
export type Place = { leave(outcome: 'done' | 'dropped'): void };
export type Refusal = { readonly retryAfterSeconds: number };

/** The door that every operation passes: it lets in as many as the process can serve, and none when it is to stop. */
export type Admission = {
  enter(priority: Priority): Promise<Place | Refusal>;
  /** For requests that nobody has read yet: not null when it would be in vain, whatever they ask. */
  refusal(): Refusal | null;
  /** The process is to stop: others should be asked. */
  readonly isLeaving: boolean;
  /** Nobody is let in any more. */
  readonly isDraining: boolean;
  /** Closes the door `noticeMs` after it was said; resolves when those inside have left, at the latest after `graceMs`. */
  drain(times: { noticeMs: number; graceMs: number }): Promise<void>;
  stop(): void;
};

type Settings = Pick<
  Configuration['router'],
  | 'concurrencyLeast'
  | 'concurrencyMost'
  | 'overloadLoopDelayMs'
  | 'overloadQueue'
  | 'overloadQueueMs'
  | 'overloadRetrySeconds'
>;

/** Share of the limit that each priority may fill: the rest is kept for those above. */
const shares: Readonly<Record<Priority, number>> = { high: 1, normal: 0.9, low: 0.7 };

/** How often the limit is set anew. */
const periodMs = 500;

export function createAdmission(settings: Settings, loopDelay: LoopDelay = measureLoopDelay()): Admission {
  const inside = openRoom(settings, loopDelay);
  let isLeaving = false;
  let isDraining = false;

  const refuse = (priority: Priority): Refusal => {
    admissionRefusals.inc({ priority });
    return { retryAfterSeconds: 1 + Math.floor(Math.random() * settings.overloadRetrySeconds) };
  };
  return {
    enter: async (priority) => (isDraining ? null : await inside.enter(priority)) ?? refuse(priority),
    refusal: () => (isDraining || inside.isBehind() ? refuse('normal') : null),
    get isLeaving() {
      return isLeaving;
    },
    get isDraining() {
      return isDraining;
    },
    drain: async ({ noticeMs, graceMs }) => {
      isLeaving = true;
      if (noticeMs > 0) await new Promise((resolve) => setTimeout(resolve, noticeMs));
      isDraining = true;
      await inside.emptied(graceMs);
    },
    stop: inside.close,
  };
}

/** Those who run, and those who wait to. */
function openRoom(settings: Settings, loopDelay: LoopDelay) {
  const limit = adaptiveLimit({
    least: settings.concurrencyLeast,
    most: settings.concurrencyMost,
    loopDelayMs: settings.overloadLoopDelayMs,
  });
  const waiting = waitingRoom({ most: settings.overloadQueue, waitMs: settings.overloadQueueMs });
  const count = { running: 0, mostRunning: 0 };
  let onChange = () => {};

  const fits = (priority: Priority) => count.running < Math.max(Math.floor(limit.current * shares[priority]), 1);
  const admit = () => {
    count.running += 1;
    count.mostRunning = Math.max(count.mostRunning, count.running);
    return placeUntil((outcome, durationMs) => {
      count.running -= 1;
      if (outcome === 'done') limit.sample(durationMs);
      letIn();
    });
  };
  const letIn = () => {
    while (waiting.admitNext(fits, admit)) {}
    onChange();
  };
  const stopAdapting = everyPeriod(() => {
    limit.adapt({ loopDelayMs: loopDelay.read(), mostRunning: count.mostRunning });
    count.mostRunning = count.running;
    admissionLimit.set(limit.current);
    operationsRunning.set(count.running);
    operationsWaiting.set(waiting.size);
    letIn();
  });
  return {
    enter: (priority: Priority) =>
      fits(priority) && !waiting.hasAtLeast(priority) ? Promise.resolve(admit()) : waiting.wait(priority),
    /** Whoever is urgent enough gets in even now; only who is far behind cannot afford to look who comes. */
    isBehind: () => limit.isFarBehind && waiting.isFull,
    emptied: (withinMs: number) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, withinMs);
      onChange = () => void (count.running === 0 && waiting.size === 0 && resolve());
      onChange();
      return promise.finally(() => clearTimeout(timer));
    },
    close: () => {
      stopAdapting();
      loopDelay.stop();
    },
  };
}

function placeUntil(onLeave: (outcome: 'done' | 'dropped', durationMs: number) => void): Place {
  const startedAt = performance.now();
  let isInside = true;
  return {
    leave: (outcome) => {
      if (!isInside) return;
      isInside = false;
      onLeave(outcome, performance.now() - startedAt);
    },
  };
}

function everyPeriod(work: () => void): () => void {
  const timer = setInterval(work, periodMs).unref();
  return () => clearInterval(timer);
}

/** What a client is told that is not let in. */
export function overloaded({ retryAfterSeconds }: Refusal): CaravanError {
  return new CaravanError('UNAVAILABLE', 'Too much is going on right now; try again later.', { retryAfterSeconds });
}
