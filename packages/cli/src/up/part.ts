import type { Configuration } from '@caravan/config/configuration';
import type { Child } from './child.ts';
import { liveOnce } from './life.ts';
import { obituaries } from './obituary.ts';
import { pause } from './pause.ts';
import { restartPolicy } from './restart-policy.ts';
import { seconds } from './status-table.ts';

export type PartState =
  | 'waiting'
  | 'starting'
  | 'up'
  | 'not ready'
  | 'restarting'
  | 'stopping'
  | 'stopped'
  | 'given up';

export type PartStatus = {
  readonly name: string;
  /** Null for parts that nobody calls. */
  readonly address: string | null;
  readonly state: PartState;
  readonly pid: number | null;
  readonly restarts: number;
  /** Since when its process runs, by the clock of `performance`. */
  readonly since: number | null;
};

export type Part = {
  readonly name: string;
  status(): PartStatus;
  /** Resolves when it is ready for the first time; rejects with why it was given up before that. */
  start(): Promise<void>;
  /** SIGTERM, and SIGKILL when it takes too long; resolves when it is gone. It is not started again. */
  stop(): Promise<void>;
  kill(): void;
};

export type PartOptions = {
  readonly name: string;
  readonly address: string | null;
  readonly settings: Configuration['up'];
  launch(): Child;
  isReady(): Promise<boolean>;
  /** Its state has changed; with words for whoever looks, where there is something to say. */
  onChange(text: string | null): void;
  /** It ran once and cannot be started any more. */
  onGivenUp?(reason: string): void;
};

/** Keeps one part running: starts it, watches it, and starts it again when it dies. */
export function openPart(options: PartOptions): Part {
  const { name, settings } = options;
  const firstReady = Promise.withResolvers<void>();
  const stopping = new AbortController();
  const view = openView(options);
  let running: Promise<void> | null = null;

  const onReady = (isReady: boolean, afterMs: number | null) => {
    if (stopping.signal.aborted) return;
    view.become(isReady ? 'up' : 'not ready', readyText(view.status(), isReady, afterMs));
    firstReady.resolve();
  };
  const giveUp = (why: string) => {
    view.become('given up', `${why}\n${name} is given up: it did not start ${settings.attempts} times in a row`);
    firstReady.reject(new Error(`${name} did not start.\n${why}`));
    options.onGivenUp?.(why);
  };
  const keepRunning = async () => {
    const judge = restartPolicy(settings);
    const describe = obituaries(name);
    while (!stopping.signal.aborted) {
      const life = await liveOnce(view.launch(), options, onReady);
      view.bury();
      if (stopping.signal.aborted) return;
      const why = describe(life);
      const verdict = judge(life);
      if (verdict.kind === 'give up') return giveUp(why);
      view.become('restarting', `${why}\n${name} is started again in ${seconds(verdict.afterMs)}`);
      await pause(verdict.afterMs, stopping.signal);
    }
  };
  return {
    name,
    status: view.status,
    start: () => {
      running ??= keepRunning();
      return firstReady.promise;
    },
    stop: async () => {
      stopping.abort();
      firstReady.promise.catch(() => {});
      await view.end(settings.stopMs);
      await running;
      view.become('stopped');
    },
    kill: () => {
      stopping.abort();
      view.kill();
    },
  };
}

function readyText({ name, pid }: PartStatus, isReady: boolean, afterMs: number | null): string {
  if (!isReady) return `${name} does not say that it is ready (process ${pid})`;
  return `${name} is ${afterMs === null ? 'ready again' : `up after ${seconds(afterMs)}`} (process ${pid})`;
}

/** What is seen of a part from outside, and its process. */
function openView({ name, address, launch, onChange }: PartOptions) {
  let state: PartState = 'waiting';
  let child: Child | null = null;
  let starts = 0;
  let since: number | null = null;
  const become = (next: PartState, text: string | null = null) => {
    state = next;
    onChange(text);
  };
  return {
    become,
    status: (): PartStatus => {
      return { name, address, state, pid: child?.pid ?? null, restarts: Math.max(starts - 1, 0), since };
    },
    launch: (): Child => {
      child = launch();
      starts += 1;
      since = performance.now();
      become('starting');
      return child;
    },
    bury: () => {
      child = null;
      since = null;
    },
    kill: () => child?.signal('SIGKILL'),
    end: async (patienceMs: number) => {
      if (!child) return;
      const { ended, signal } = child;
      become('stopping');
      signal('SIGTERM');
      const impatience = setTimeout(() => signal('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}
