import type { ExecutionResult } from 'graphql';
import { FetchFailure } from './fetch-failure.ts';
import type { Replica } from './replica.ts';
import type { Replicas } from './replicas.ts';
import type { SubgraphCall } from './subgraph-transport.ts';

/** Asks one replica, and others in its place, each once and within the time of the call. */
export async function executeOnOne(
  replicas: Pick<Replicas, 'all' | 'inOrder'>,
  call: SubgraphCall,
  onFailover: () => void,
): Promise<ExecutionResult> {
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
