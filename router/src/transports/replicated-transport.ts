import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { failovers } from '../telemetry/router-metrics.ts';
import { FetchFailure } from './fetch-failure.ts';
import { callerSignatures, remoteCalls } from './remote-calls.ts';
import { openRemoteSubscriptions, type RemoteSubscriptions } from './remote-subscriptions.ts';
import type { RemoteOptions, RemoteTransport } from './remote-transport.ts';
import { openReplicas, type Replica, type Replicas } from './replicas.ts';
import type { SubgraphCall } from './subgraph-transport.ts';

type Options = Omit<RemoteOptions, 'endpoint'> & {
  readonly endpoints: readonly URL[];
  readonly replicaProbeMs: number;
  readonly logger: Logger;
};

/**
 * Spreads calls and subscriptions over the replicas of a subgraph.
 *
 * A call goes to the replica with the fewest calls under way: one that hangs keeps those it has, and so gets no more,
 * which a round robin would go on sending it. What fails in passing is asked of another replica at once, a mutation
 * only when surely nothing of it was sent. Whoever counts failures of the subgraph sees those that no replica mends.
 */
export function replicatedTransport(options: Options): RemoteTransport {
  const { name, endpoints, replicaProbeMs: probeMs, logger } = options;
  const sign = callerSignatures(options.callerSecret);
  const ways = endpoints.map((endpoint) => ({ endpoint, calls: remoteCalls({ ...options, endpoint }, sign) }));
  const replicas = openReplicas({ name, ways, probeMs, logger });
  const subscriptions = spreadSubscriptions({ ...options, sign }, replicas);
  return {
    name,
    execute: (call) => executeOnOne(replicas, call, () => failovers.inc({ subgraph: name })),
    executeOnEach: (call) => {
      const up = replicas.all.filter(({ isUp }) => isUp);
      return Promise.allSettled((up.length > 0 ? up : replicas.all).map(({ execute }) => execute(call)));
    },
    endpoints: () => replicas.inOrder().map(({ endpoint }) => endpoint),
    subscribe: subscriptions.subscribe,
    ready: async () => (await Promise.allSettled(ways.map(({ calls }) => calls.ready()))).some(isTrue),
    close: async () => {
      await subscriptions.close();
      await replicas.close();
    },
  };
}

function isTrue(settled: PromiseSettledResult<boolean>): boolean {
  return settled.status === 'fulfilled' && settled.value;
}

/** Asks one replica, and others in its place, each once and within the time of the call. */
async function executeOnOne(replicas: Replicas, call: SubgraphCall, onFailover: () => void): Promise<ExecutionResult> {
  const deadline = performance.now() + call.timeoutMs;
  const tried = new Set<Replica>();
  for (let timeoutMs = call.timeoutMs; ; timeoutMs = deadline - performance.now()) {
    const replica = replicas.inOrder().find((each) => !tried.has(each)) as Replica;
    tried.add(replica);
    try {
      return await replica.execute({ ...call, timeoutMs });
    } catch (error) {
      const isOver = tried.size === replicas.all.length || performance.now() >= deadline || call.signal?.aborted;
      if (isOver || !mayGoElsewhere(error, call)) throw error;
      onFailover();
    }
  }
}

function mayGoElsewhere(error: unknown, { kind }: SubgraphCall): boolean {
  if (!(error instanceof FetchFailure) || error.kind !== 'passing') return false;
  return kind === 'query' || !error.isSent;
}

type SubscriptionOptions = Omit<Parameters<typeof openRemoteSubscriptions>[0], 'address' | 'onLost'>;

/**
 * Subscriptions have a home, a socket to one replica. While that is aside the socket is one to another replica, so that
 * all of them are made again there, and say since when they have heard nothing.
 */
function spreadSubscriptions(options: SubscriptionOptions, { all, onChange, inOrder }: Replicas) {
  const homes = new Map<Replica, RemoteSubscriptions>(
    all.map((replica, index) => [
      replica,
      openRemoteSubscriptions({
        ...options,
        address: () => standInFor(all, index).endpoint,
        onLost: (from) => all.find(({ endpoint }) => endpoint === from)?.suspect('a socket is lost'),
      }),
    ]),
  );
  onChange(() => {
    for (const home of homes.values()) home.reconsider();
  });
  const sizeOf = (replica: Replica) => homes.get(replica)?.size ?? 0;
  return {
    subscribe: (call: SubgraphCall) => {
      const order = inOrder();
      const up = order.filter(({ isUp }) => isUp);
      const [home] = (up.length > 0 ? up : order).toSorted((one, other) => sizeOf(one) - sizeOf(other));
      return (homes.get(home as Replica) as RemoteSubscriptions).subscribe(call);
    },
    close: async () => {
      await Promise.all(homes.values().map((home) => home.close()));
    },
  };
}

/** The replica of that number if it is up, else the next that is. */
function standInFor(all: readonly Replica[], index: number): Replica {
  const candidates = [...all.slice(index), ...all.slice(0, index)];
  return (candidates.find(({ isUp }) => isUp) ?? candidates[0]) as Replica;
}
