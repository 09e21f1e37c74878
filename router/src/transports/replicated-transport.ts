import type { Logger } from '@caravan/telemetry/logger';
import { failovers } from '../telemetry/router-metrics.ts';
import { executeOnOne } from './fail-over.ts';
import { callerSignatures, remoteCalls } from './remote-calls.ts';
import { openRemoteSubscriptions, type RemoteSubscriptions } from './remote-subscriptions.ts';
import type { RemoteOptions, RemoteTransport } from './remote-transport.ts';
import type { Replica } from './replica.ts';
import { openReplicas, type Replicas } from './replicas.ts';
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
