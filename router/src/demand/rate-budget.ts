import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import type { Client } from '../access/client.ts';
import { trustedProxies as addressesIn } from '../access/client-address.ts';
import { openRateLimiter, type RateLimiter, type SharedCounts } from './rate-limiter.ts';

/** What was taken from budgets for one operation. */
export type Charge = {
  /** Replaces what was taken by what the operation did cost. */
  settle(cost: number): void;
};

/** Budgets of cost: of the principal, of the API key, and of the address that a client comes from. */
export type RateBudget = {
  /** Seconds until the client may ask again when one of its budgets is spent; null otherwise. Told without any waiting. */
  spent(client: Client): number | null;
  /** Takes the cost from all budgets of the client, or from none. */
  take(client: Client, cost: number): Promise<Charge | { readonly retryAfterSeconds: number }>;
  /** Takes the price of a refused operation; more for one that was a burden to others. */
  fine(client: Client, cost?: number): Promise<void>;
};

export type RateSettings = {
  readonly principalRate: number;
  readonly apiKeyRate: number;
  readonly apiKeyHighRate: number;
  readonly addressRate: number;
  readonly rateBurst: number;
  readonly rateExempt: readonly string[];
  readonly refusalCost: number;
};

type Options = {
  readonly settings: RateSettings;
  /** Where all routers count; without it each counts by itself. */
  readonly shared?: SharedCounts;
};

const minute = 60;
const tenMinutes = 600;
const rememberedSpent = 10_000;

/** Opens the budgets. They begin with what they hold, and are filled up again when their time is over. */
export function openRateBudget(options: Options): RateBudget {
  const { settings } = options;
  const budgets = openBudgets(options);
  const spentUntil = new LRUCache<string, number>({ max: rememberedSpent });

  const take = async (client: Client, cost: number): Promise<Charge | { retryAfterSeconds: number }> => {
    const taken = await Promise.all(budgets.flatMap((budget) => takings(budget, client, cost)));
    const refused = taken.filter((each) => 'retryAfterMs' in each);
    const charged = taken.filter((each) => 'correct' in each);
    if (refused.length === 0) return { settle: (actual) => charged.forEach((each) => each.correct(actual)) };
    for (const each of charged) each.correct(0);
    return { retryAfterSeconds: secondsOf(Math.max(...refused.map(({ retryAfterMs }) => retryAfterMs))) };
  };
  return {
    take,
    spent: (client) => {
      const now = Date.now();
      const times = budgets.flatMap(({ kind, keyOf }) => spentUntil.get(`${kind} ${keyOf(client)}`) ?? []);
      const until = Math.max(0, ...times);
      return until > now ? secondsOf(until - now) : null;
    },
    fine: async (client, cost = settings.refusalCost) => {
      if (cost === 0) return;
      await Promise.all(
        budgets.map(async (budget) => {
          const [taken] = await Promise.all(takings(budget, client, cost));
          if (!taken || !('retryAfterMs' in taken)) return;
          spentUntil.set(`${budget.kind} ${budget.keyOf(client)}`, Date.now() + taken.retryAfterMs);
        }),
      );
    },
  };
}

type Budget = {
  readonly kind: string;
  readonly limiters: readonly RateLimiter[];
  /** Null where the client has no such budget. */
  keyOf(client: Client): string | null;
};

function openBudgets({ settings, shared }: Options): Budget[] {
  const isExempt = addressesIn(settings.rateExempt);
  const kinds: [kind: string, rate: number, keyOf: Budget['keyOf']][] = [
    ['principal', settings.principalRate, ({ caller }) => caller.principal.id],
    ['key', settings.apiKeyRate, ({ apiKeyId, isHighRate }) => (isHighRate ? null : apiKeyId)],
    ['high key', settings.apiKeyHighRate, ({ apiKeyId, isHighRate }) => (isHighRate ? apiKeyId : null)],
    ['address', settings.addressRate, ({ caller: { clientAddress } }) => addressKey(clientAddress, isExempt)],
  ];
  return kinds
    .filter(([, rate]) => rate > 0)
    .map(([kind, rate, keyOf]) => {
      const open = (name: string, points: number, duration: number) =>
        points > 0 ? [openRateLimiter({ keyPrefix: `rate:${kind}:${name}`, points, duration }, shared)] : [];
      const limiters = [...open('minute', rate, minute), ...open('burst', settings.rateBurst, tenMinutes)];
      return { kind, limiters, keyOf };
    });
}

type Taking = { correct(cost: number): void } | { readonly retryAfterMs: number };

function takings({ limiters, keyOf }: Budget, client: Client, cost: number): Promise<Taking>[] {
  const key = keyOf(client);
  return key === null ? [] : [takeFrom(limiters, key, Math.ceil(cost))];
}

/** From the minute's budget, else from the burst. An operation that costs more than all of a budget takes all of it. */
async function takeFrom(limiters: readonly RateLimiter[], key: string, cost: number): Promise<Taking> {
  let retryAfterMs = Number.POSITIVE_INFINITY;
  for (const limiter of limiters) {
    const points = Math.min(cost, limiter.points);
    const { isRefused, endsAt } = await limiter.take(key, points);
    if (!isRefused) return { correct: correction(limiter, key, { points, endsAt }) };
    retryAfterMs = Math.min(retryAfterMs, endsAt - Date.now());
  }
  return { retryAfterMs: Math.max(0, retryAfterMs) };
}

function correction(limiter: RateLimiter, key: string, { points, endsAt }: { points: number; endsAt: number }) {
  return (actual: number) => {
    // What was taken in a time that is over is forgotten with it.
    if (Date.now() < endsAt) limiter.correct(key, Math.ceil(actual) - points);
  };
}

function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

/** Whoever has one IPv6 address has 2^64 of them: the network counts as one. */
function addressKey(address: string | null, isExempt: (address: string) => boolean): string | null {
  if (address === null) return 'unknown';
  if (isExempt(address)) return null;
  return isIPv6(address) ? network(address) : address;
}

const ipv6Groups = 8;

function network(address: string): string {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: ipv6Groups - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].slice(0, ipv6Groups / 2).join(':');
}
