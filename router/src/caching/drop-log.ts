/** Remembers what was dropped lately: what was fetched before must not be kept after. */
export type DropLog = {
  /** A moment in the order of drops. */
  now(): number;
  add(tags: readonly string[]): void;
  addAll(): void;
  /** Whether nothing with these tags was dropped since that moment, as far as is remembered. */
  isCurrent(tags: Iterable<string>, since: number): boolean;
};

/** @param kept - Tags that are remembered; beyond them everything counts as dropped. */
export function openDropLog(kept: number): DropLog {
  const droppedAt = new Map<string, number>();
  let count = 0;
  /** Whatever began before it is taken for outdated. */
  let floor = 0;
  return {
    now: () => count,
    add: (tags) => {
      count += 1;
      for (const tag of tags) {
        // Set anew, so that the map is in the order of drops.
        droppedAt.delete(tag);
        droppedAt.set(tag, count);
      }
      for (const [tag, at] of droppedAt) {
        if (droppedAt.size <= kept) break;
        droppedAt.delete(tag);
        floor = at;
      }
    },
    addAll: () => {
      count += 1;
      floor = count;
      droppedAt.clear();
    },
    isCurrent: (tags, since) => {
      if (since < floor) return false;
      for (const tag of tags) if ((droppedAt.get(tag) ?? 0) > since) return false;
      return true;
    },
  };
}
