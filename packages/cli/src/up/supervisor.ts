import type { Part, PartStatus } from './part.ts';

export type Supervisor = {
  statuses(): PartStatus[];
  /** Starts stage after stage, each when all of the one before are ready; rejects when a part cannot be started. */
  start(): Promise<void>;
  /** In the other direction, each stage when all of the one after are gone. */
  stop(): Promise<void>;
  /** Ends everything at once. */
  kill(): void;
};

/** @param stages - Parts in the order in which they need each other. */
export function supervise(stages: readonly (readonly Part[])[]): Supervisor {
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    for (const stage of stages.toReversed()) await Promise.all(stage.map((part) => part.stop()));
  };
  return {
    statuses: () => stages.flat().map((part) => part.status()),
    start: async () => {
      for (const stage of stages) {
        if (stopping) return;
        await Promise.all(stage.map((part) => part.start()));
      }
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
    kill: () => {
      for (const part of stages.flat()) part.kill();
    },
  };
}
