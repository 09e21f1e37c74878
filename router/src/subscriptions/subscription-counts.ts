/** Keeps count of running subscriptions per principal. */
export type SubscriptionCounts = {
  /** Takes a place, and gives what gives it back; null when the principal has as many as are allowed. */
  take(principal: string): (() => void) | null;
};

export function subscriptionCounts(most: number): SubscriptionCounts {
  const counts = new Map<string, number>();
  return {
    take: (principal) => {
      const count = counts.get(principal) ?? 0;
      if (count >= most) return null;
      counts.set(principal, count + 1);
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        const left = (counts.get(principal) ?? 1) - 1;
        if (left > 0) counts.set(principal, left);
        else counts.delete(principal);
      };
    },
  };
}
