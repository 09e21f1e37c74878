import type { EachBatchPayload } from 'kafkajs';
import type { Logger } from 'pino';

type Commit = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'isRunning'>;

/** Saves where a group stands, some time after it got there: once for all partitions that moved meanwhile. */
export type Commits = {
  /** Everything before `next` is handled. */
  moved(position: { topic: string; partition: number; next: string }, through: Commit): void;
  /** Partitions were dealt anew: what was not saved comes again, and saving it late could reach another's partition. */
  forget(): void;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
};

export function createCommits(commitMs: number, logger: Logger): Commits {
  const unsaved = new Map<string, { topic: string; partition: number; next: string }>();
  let latest: Commit | undefined;
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();

  const save = async () => {
    const positions = [...unsaved];
    if (positions.length === 0 || !latest?.isRunning()) return;
    const byTopic = Map.groupBy(positions, ([, { topic }]) => topic);
    const topics = [...byTopic].map(([topic, moved]) => ({
      topic,
      partitions: moved.map(([, { partition, next }]) => ({ partition, offset: next })),
    }));
    try {
      await latest.commitOffsetsIfNecessary({ topics });
    } catch (error) {
      logger.debug({ err: error }, 'Kafka: where a consumer stands could not be saved yet');
      plan(commitMs * 10);
      return;
    }
    for (const [key, position] of positions) if (unsaved.get(key) === position) unsaved.delete(key);
    if (unsaved.size > 0) plan(commitMs);
  };
  const flush = () => {
    saving = saving.then(save);
    return saving;
  };
  const plan = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, ms);
  };
  return {
    moved(position, through) {
      unsaved.set(`${position.topic} ${position.partition}`, position);
      latest = through;
      plan(commitMs);
    },
    forget: () => unsaved.clear(),
    async flush() {
      clearTimeout(timer);
      timer = undefined;
      await flush();
    },
  };
}
