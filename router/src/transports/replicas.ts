import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { replicasUp } from '../telemetry/router-metrics.ts';
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

export type Replicas = {
  readonly all: readonly Replica[];
  /** Those that are up first, each part from the least busy on. */
  inOrder(): readonly Replica[];
  /** Told when one goes aside or comes back. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
};

type Options = {
  readonly name: string;
  readonly ways: readonly { readonly endpoint: URL; readonly calls: RemoteCalls }[];
  /** Pause between looks whether each is ready, and the longest wait for its answer. */
  readonly probeMs: number;
  readonly logger: Logger;
};

/**
 * Knows which replicas of a subgraph answer. Each is asked every `probeMs` whether it is ready. One that is not, cannot
 * be reached, or says nothing at all while a call waits, is put aside at once, until it says that it is ready.
 *
 * Aside means after the others: where all are aside they are called all the same.
 */
export function openReplicas({ name, ways, probeMs, logger }: Options): Replicas {
  const listeners: (() => void)[] = [];
  let turn = 0;
  const onChange = () => {
    replicasUp.set({ subgraph: name }, all.filter(({ isUp }) => isUp).length);
    for (const listener of listeners) listener();
  };
  const hasOthers = (than: Replica) => all.some((each) => each !== than && each.isUp);
  const all: readonly OpenReplica[] = ways.map((way) =>
    openReplica(
      { ...way, probeMs, logger: logger.child({ subgraph: name, replica: way.endpoint.origin }) },
      onChange,
      hasOthers,
    ),
  );
  replicasUp.set({ subgraph: name }, all.length);
  return {
    all,
    inOrder: () => {
      turn += 1;
      // Equally busy ones take turns: sorting keeps the order of equals.
      const rotated = all.map((_, index) => all[(index + turn) % all.length] as OpenReplica);
      return rotated.sort((one, other) => Number(other.isUp) - Number(one.isUp) || one.running - other.running);
    },
    onChange: (listener) => void listeners.push(listener),
    close: async () => {
      await Promise.all(all.map((replica) => replica.close()));
    },
  };
}

type OpenReplica = Replica & { close(): Promise<void> };
type ReplicaOptions = Options['ways'][number] & Pick<Options, 'probeMs' | 'logger'>;

function openReplica(
  { endpoint, calls, probeMs, logger }: ReplicaOptions,
  onChange: () => void,
  hasOthers: (than: Replica) => boolean,
): OpenReplica {
  let isUp = true;
  let running = 0;
  let answeredAt = performance.now();
  const waiting = new Set<() => void>();

  const putAside = (reason: string) => {
    if (!isUp) return;
    isUp = false;
    logger.warn({ reason }, 'a replica is put aside');
    onChange();
  };
  /** Nothing came of all that was asked since then: it hangs, and what waits for it is asked elsewhere. */
  const judgeSilence = (since: number) => {
    if (answeredAt >= since) return;
    putAside('it is silent');
    if (hasOthers(replica)) for (const give of waiting) give();
  };
  const probe = everyNow(probeMs, async () => {
    const began = performance.now();
    const state = await stateOf(calls, probeMs);
    if (state === 'silent') return judgeSilence(began);
    if (state !== 'ready') return putAside(state);
    answeredAt = performance.now();
    if (isUp) return;
    isUp = true;
    logger.info('a replica is back');
    onChange();
  });
  const suspect = (reason: string) => {
    putAside(reason);
    probe.now();
  };
  const judge = (error: unknown, began: number) => {
    if (!(error instanceof FetchFailure) || error.kind === 'abandoned') return;
    if (error.kind === 'passing') suspect(error.reason);
    else if (error.kind === 'timeout') judgeSilence(began);
    else answeredAt = performance.now();
  };
  const replica: OpenReplica = {
    endpoint,
    get isUp() {
      return isUp;
    },
    get running() {
      return running;
    },
    execute: async (call) => {
      const began = performance.now();
      running += 1;
      try {
        const asked = calls.execute(call);
        const result = await (call.kind === 'query' ? unlessGivenUp(asked, waiting) : asked);
        answeredAt = performance.now();
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

/** A query that waits for a replica that hangs fails at once, so that another can be asked. */
function unlessGivenUp(asked: Promise<ExecutionResult>, waiting: Set<() => void>): Promise<ExecutionResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
  const give = () => reject(unavailable('passing', 'it is silent'));
  waiting.add(give);
  asked.then(resolve, reject).finally(() => waiting.delete(give));
  return promise;
}

async function stateOf(calls: RemoteCalls, timeoutMs: number): Promise<string> {
  try {
    return (await withTimeout(calls.ready(), timeoutMs)) ? 'ready' : 'it says that it is not ready';
  } catch (error) {
    if (error instanceof FetchFailure && error.kind === 'timeout') return 'silent';
    return error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be asked';
  }
}

/** Does the work again and again, with pauses between; at once when told so, never twice at the same time. */
function everyNow(pauseMs: number, work: () => Promise<void>) {
  let isRunning = false;
  let isStopped = false;
  let timer = setTimeout(run, pauseMs).unref();
  async function run() {
    if (isRunning || isStopped) return;
    clearTimeout(timer);
    isRunning = true;
    await work();
    isRunning = false;
    timer = setTimeout(run, pauseMs).unref();
  }
  return {
    now: () => void run(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
