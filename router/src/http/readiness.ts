import type { Configuration } from '@caravan/config/configuration';
import { checkHealth, type Health } from '@caravan/telemetry/health';
import type { Admission } from '../resilience/admission.ts';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';

type Options = {
  readonly needs: Configuration['router']['readyNeeds'];
  readonly admission: Pick<Admission, 'isLeaving'>;
  /** Of the supergraph in use. */
  transports(): ReadonlyMap<string, SubgraphTransport>;
};

/**
 * Whether requests should be sent here, and which subgraphs are up.
 *
 * A router with a supergraph is ready as long as it reaches one subgraph. If it needed all, one that is down would take
 * every router out of rotation, and with them all that the others can still answer.
 */
export function readiness({ needs, admission, transports }: Options): () => Promise<Health> {
  let asking: Promise<Health> | null = null;
  // However many ask at once, each subgraph is asked once.
  const ask = (): Promise<Health> => {
    const checks = Object.fromEntries(Array.from(transports(), ([name, { ready }]) => [name, ready]));
    asking ??= checkHealth(checks).finally(() => {
      asking = null;
    });
    return asking;
  };
  return async () => {
    // At once: whoever waits for subgraphs here sends more in the meantime.
    if (admission.isLeaving) return { healthy: false, parts: {} };
    const { parts } = await ask();
    return { healthy: !admission.isLeaving && isEnough(Object.values(parts), needs), parts };
  };
}

function isEnough(states: readonly ('up' | 'down')[], needs: Options['needs']): boolean {
  if (needs === 'none' || states.length === 0) return true;
  return needs === 'all' ? states.every((state) => state === 'up') : states.includes('up');
}
