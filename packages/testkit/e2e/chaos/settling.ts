import { setTimeout as pause } from 'node:timers/promises';
import type { Shopping } from '../trading/shoppers.ts';
import type { Step, Trade } from '../trading/trade.ts';
import { diagnose } from './diagnosis.ts';

/** How long a step may take from the moment when everything runs again. */
export const limitMs = 60_000;

type Owed = { readonly trade: Trade; readonly step: Step };

/** Steps that somebody waits for now. */
export function owedNow({ trades }: Shopping): Owed[] {
  const now = performance.now();
  return trades
    .flatMap((trade) => trade.steps.map((step) => ({ trade, step })))
    .filter(({ step }) => isOwed(step, now));
}

/** An unpaid checkout is owed its end from when its time is over. */
function isOwed({ since, endedAt }: Step, now: number): boolean {
  return endedAt === null && since <= now;
}

/**
 * Waits until these steps have ended.
 *
 * @returns How long each took, from `since` on.
 * @throws With a diagnosis, when any step of anybody takes longer than the limit.
 */
export async function settled(
  owed: readonly Owed[],
  { since, shopping, adminUrl }: { since: number; shopping: Shopping; adminUrl: string },
): Promise<number[]> {
  while (owed.some(({ step }) => step.endedAt === null)) {
    shopping.check();
    const overdue = owedNow(shopping).filter(({ step }) => performance.now() - Math.max(step.since, since) > limitMs);
    if (overdue.length > 0)
      throw new Error(`Unsettled after ${limitMs / 1_000} s: ${await diagnose(adminUrl, overdue)}`);
    await pause(20);
  }
  return owed.map(({ step }) => (step.endedAt ?? 0) - since);
}

/** Worst and 95th percentile, for people. */
export function inSeconds(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const seconds = (ms = 0) => (ms / 1_000).toFixed(1);
  return `p95 ${seconds(sorted[Math.floor(sorted.length * 0.95)])} s, worst ${seconds(sorted.at(-1))} s`;
}
