import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { FetchFailure, unavailable } from './fetch-failure.ts';
import type { RemoteCalls } from './remote-calls.ts';
import type { SubgraphCall } from './subgraph-transport.ts';
import { withTimeout } from './with-timeout.ts';

/** One of the processes that run the same subgraph. */
export type Replica = {
  readonly endpoint: URL;
  readonly isUp: boolean;
  /** Calls that it has not answered yet. */
  readonly running: number;
  /** Calls it; how that goes decides whether others are sent to it. */
  execute(call: SubgraphCall): Promise<ExecutionResult>;
  /** Told when a connection to it is lost. */
  suspect(reason: string): void;
};

type Options = {
  readonly endpoint: URL;
  readonly calls: RemoteCalls;
  readonly probeMs: number;
  readonly logger: Logger;
  /** It went aside, or came back. */
  onChange(): void;
  /** Whether another than it is up. */
  hasOthers(than: Replica): boolean;
};

/** A replica that is asked every `probeMs` whether it is ready, until it is closed. */
export function openReplica(options: Options): Replica & { close(): Promise<void> } {
  const { endpoint, calls, probeMs } = options;
  const waiting = new Set<() => void>();
  let running = 0;
  const state = openState(options, () => {
    if (options.hasOthers(replica)) for (const give of waiting) give();
  });
  const probe = everyNow(probeMs, () => look(calls, state, probeMs));
  const suspect = (reason: string) => {
    state.putAside(reason);
    probe.now();
  };
  const judge = (error: unknown, began: number) => {
    if (!(error instanceof FetchFailure) || error.kind === 'abandoned') return;
    if (error.kind === 'passing') suspect(error.reason);
    else if (error.kind === 'timeout') state.judgeSilence(began);
    else state.hear();
  };
  const replica = {
    endpoint,
    get isUp() {
      return state.isUp();
    },
    get running() {
      return running;
    },
    execute: async (call: SubgraphCall) => {
      const began = performance.now();
      running += 1;
      try {
        const asked = calls.execute(call);
        const result = await (call.kind === 'query' ? unlessGivenUp(asked, waiting) : asked);
        state.hear();
        return result;
      } catch (error) {
        judge(error, began);
        throw error;
      } finally {
        running -= 1;
      }
    },
    suspect,
    close: async () => {
      probe.stop();
      await calls.close();
    },
  };
  return replica;
}

/** @param onSilence - It hangs: what waits for it should be asked elsewhere. */
function openState({ logger, onChange }: Pick<Options, 'logger' | 'onChange'>, onSilence: () => void) {
  let isUp = true;
  let heardAt = performance.now();
  const hear = () => {
    heardAt = performance.now();
  };
  const putAside = (reason: string) => {
    if (!isUp) return;
    isUp = false;
    logger.warn({ reason }, 'a replica is put aside');
    onChange();
  };
  return {
    isUp: () => isUp,
    /** It said something, whatever it was. */
    hear,
    putAside,
    takeBack: () => {
      hear();
      if (isUp) return;
      isUp = true;
      logger.info('a replica is back');
      onChange();
    },
    /** Something that was asked then has had no answer. One slow call says nothing while others are answered. */
    judgeSilence: (since: number) => {
      if (heardAt >= since) return;
      putAside('it is silent');
      onSilence();
    },
  };
}

async function look(calls: RemoteCalls, state: ReturnType<typeof openState>, timeoutMs: number): Promise<void> {
  const began = performance.now();
  try {
    if (await withTimeout(calls.ready(), timeoutMs)) state.takeBack();
    else state.putAside('it says that it is not ready');
  } catch (error) {
    if (error instanceof FetchFailure && error.kind === 'timeout') return state.judgeSilence(began);
    state.putAside(error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be asked');
  }
}

/** A query that waits for a replica that hangs fails at once, so that another can be asked. */
function unlessGivenUp(asked: Promise<ExecutionResult>, waiting: Set<() => void>): Promise<ExecutionResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
  const give = () => reject(unavailable('passing', 'it is silent'));
  waiting.add(give);
  asked.then(resolve, reject).finally(() => waiting.delete(give));
  return promise;
}

/** Does the work again and again, with pauses between; at once when told so, never twice at the same time. */
function everyNow(pauseMs: number, work: () => Promise<void>) {
  let isRunning = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    timer = setTimeout(() => void run(), pauseMs).unref();
  };
  const run = async () => {
    if (isRunning || isStopped) return;
    clearTimeout(timer);
    isRunning = true;
    await work();
    isRunning = false;
    wait();
  };
  wait();
  return {
    now: () => void run(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
