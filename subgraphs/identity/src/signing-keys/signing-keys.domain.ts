const dayMs = 86_400_000;
/** How long a key is published before it signs: routers read the key set again every 5 minutes. */
const announcedMs = 3_600_000;

export type KeyTimes = { readonly id: string; readonly createdAt: Date; readonly signsFrom: Date };

/** Before any time that a clock may show, however wrong it is. */
const always = new Date(0);

/**
 * When the next key starts to sign, if one is due. The first signs at once, also in processes whose clock is behind that of
 * its maker: there are no older tokens to keep.
 */
export function nextKeyStart(keys: readonly KeyTimes[], { now, days }: { now: Date; days: number }): Date | null {
  const newest = keys.reduce<Date | null>(
    (latest, { createdAt }) => (latest && latest > createdAt ? latest : createdAt),
    null,
  );
  if (newest === null) return always;
  return now.getTime() - newest.getTime() >= days * dayMs ? new Date(now.getTime() + announcedMs) : null;
}

/** Keys whose every token has expired: another signs for longer than any token lives. */
export function retiredKeys(
  keys: readonly KeyTimes[],
  { now, longestTokenSeconds }: { now: Date; longestTokenSeconds: number },
): string[] {
  const keptMs = longestTokenSeconds * 1000 + dayMs;
  return keys
    .filter((key) =>
      keys.some((other) => other.signsFrom > key.signsFrom && now.getTime() - other.signsFrom.getTime() > keptMs),
    )
    .map(({ id }) => id);
}
