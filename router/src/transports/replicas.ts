import type { Logger } from '@caravan/telemetry/logger';
import { replicasUp } from '../telemetry/router-metrics.ts';
import type { RemoteCalls } from './remote-calls.ts';
import { openReplica, type Replica } from './replica.ts';

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
  const all: readonly ReturnType<typeof openReplica>[] = ways.map((way) =>
    openReplica({
      ...way,
      probeMs,
      logger: logger.child({ subgraph: name, replica: way.endpoint.origin }),
      onChange,
      hasOthers: (than) => all.some((each) => each !== than && each.isUp),
    }),
  );
  replicasUp.set({ subgraph: name }, all.length);
  return {
    all,
    inOrder: () => {
      // Equally busy ones take turns: sorting keeps the order of equals.
      const rotated = [...all.slice(turn), ...all.slice(0, turn)];
      turn = (turn + 1) % all.length;
      return rotated.sort((one, other) => Number(other.isUp) - Number(one.isUp) || one.running - other.running);
    },
    onChange: (listener) => void listeners.push(listener),
    close: async () => {
      await Promise.all(all.map((replica) => replica.close()));
    },
  };
}
