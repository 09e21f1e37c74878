import type { Admin } from 'kafkajs';

/** The next offset to read, by topic (as the brokers know it) and partition. */
export type Positions = ReadonlyMap<string, Map<number, bigint>>;

type Bounds = { starts: Positions; ends: Positions };

/** Where topics begin and end now. */
export async function boundsOf(admin: Admin, topics: readonly string[]): Promise<Bounds> {
  const found = await Promise.all(topics.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const));
  const positionsBy = (bound: 'low' | 'high'): Positions =>
    new Map(
      found.map(([topic, partitions]) => [
        topic,
        new Map(partitions.map((each) => [each.partition, BigInt(each[bound])])),
      ]),
    );
  return { starts: positionsBy('low'), ends: positionsBy('high') };
}

/** The first events that were appended at that time or later; the end where there are none. */
export async function positionsAt(admin: Admin, topics: readonly string[], time: Date): Promise<Positions> {
  const found = topics.map(async (topic) => {
    const partitions = await admin.fetchTopicOffsetsByTimestamp(topic, time.getTime());
    return [topic, new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]))] as const;
  });
  return new Map(await Promise.all(found));
}

/** Number of events after what the group has saved. */
export async function lagOf(admin: Admin, groupId: string, topics: readonly string[]): Promise<number> {
  const [{ starts, ends }, saved] = await Promise.all([
    boundsOf(admin, topics),
    admin.fetchOffsets({ groupId, topics: [...topics] }),
  ]);
  let lag = 0n;
  for (const { topic, partitions } of saved) {
    for (const { partition, offset } of partitions) {
      const start = starts.get(topic)?.get(partition) ?? 0n;
      const next = BigInt(offset) > start ? BigInt(offset) : start;
      const behind = (ends.get(topic)?.get(partition) ?? 0n) - next;
      if (behind > 0n) lag += behind;
    }
  }
  return Number(lag);
}
