import { setTimeout as pause } from 'node:timers/promises';
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
  const limit = adaptiveLimit({
    least: settings.concurrencyLeast,
    most: settings.concurrencyMost,
    loopDelayMs: settings.overloadLoopDelayMs,
  });
  const waiting = waitingRoom({ most: settings.overloadQueue, waitMs: settings.overloadQueueMs });
  const empty = Promise.withResolvers<void>();
  let running = 0;
  let mostRunning = 0;
  let isLeaving = false;
  let isDraining = false;

  const fits = (priority: Priority) => running < Math.max(Math.floor(limit.current * shares[priority]), 1);
  const admit = (): Place => {
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    const startedAt = performance.now();
    let isInside = true;
    return {
      leave: (outcome) => {
        if (!isInside) return;
        isInside = false;
        running -= 1;
        if (outcome === 'done') limit.sample(performance.now() - startedAt);
        letIn();
      },
    };
  };
  const letIn = () => {
    while (waiting.admitNext(fits, admit)) {}
    if (isDraining && running === 0 && waiting.size === 0) empty.resolve();
  };
  const refuse = (priority: Priority): Refusal => {
    admissionRefusals.inc({ priority });
    return { retryAfterSeconds: 1 + Math.floor(Math.random() * settings.overloadRetrySeconds) };
  };
  const period = setInterval(() => {
    limit.adapt({ loopDelayMs: loopDelay.read(), mostRunning });
    mostRunning = running;
    admissionLimit.set(limit.current);
    operationsRunning.set(running);
    operationsWaiting.set(waiting.size);
    letIn();
  }, periodMs).unref();

  return {
    enter: async (priority) => {
      if (isDraining) return refuse(priority);
      if (fits(priority) && !waiting.hasAtLeast(priority)) return admit();
      return (await waiting.wait(priority)) ?? refuse(priority);
    },
    // Whoever is more urgent than those who wait gets in even now; only a process that falls behind cannot afford to look.
    refusal: () => (isDraining || (limit.isLate && waiting.isFull) ? refuse('normal') : null),
    get isLeaving() {
      return isLeaving;
    },
    get isDraining() {
      return isDraining;
    },
    drain: async ({ noticeMs, graceMs }) => {
      isLeaving = true;
      if (noticeMs > 0) await pause(noticeMs);
      isDraining = true;
      letIn();
      await Promise.race([empty.promise, pause(graceMs, undefined, { ref: false })]);
    },
    stop: () => {
      clearInterval(period);
      loopDelay.stop();
    },
  };
}

/** What a client is told that is not let in. */
export function overloaded({ retryAfterSeconds }: Refusal): CaravanError {
  return new CaravanError('UNAVAILABLE', 'Too much is going on right now; try again later.', { retryAfterSeconds });
}
