import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Client } from '../access/client.ts';
import { trustedProxies as addressesIn } from '../access/client-address.ts';

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
  /** Takes the price of a refused operation. */
  fine(client: Client): Promise<void>;
};

export type RateSettings = {
  readonly principalRate: number;
  readonly apiKeyRate: number;
  readonly addressRate: number;
  readonly rateBurst: number;
  readonly rateExempt: readonly string[];
  readonly refusalCost: number;
};

type Options = {
  readonly settings: RateSettings;
  /** Counts for all routers; without it, or while it is away, each router counts by itself. */
  readonly redis?: object;
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
    fine: async (client) => {
      if (settings.refusalCost === 0) return;
      await Promise.all(
        budgets.map(async (budget) => {
          const [taken] = await Promise.all(takings(budget, client, settings.refusalCost));
          if (!taken || !('retryAfterMs' in taken)) return;
          spentUntil.set(`${budget.kind} ${budget.keyOf(client)}`, Date.now() + taken.retryAfterMs);
        }),
      );
    },
  };
}

type Budget = {
  readonly kind: string;
  readonly limiters: readonly RateLimiterAbstract[];
  /** Null where the client has no such budget. */
  keyOf(client: Client): string | null;
};

function openBudgets({ settings, redis }: Options): Budget[] {
  const isExempt = addressesIn(settings.rateExempt);
  const kinds: [kind: string, rate: number, keyOf: Budget['keyOf']][] = [
    ['principal', settings.principalRate, ({ caller }) => caller.principal.id],
    ['key', settings.apiKeyRate, ({ apiKeyId }) => apiKeyId],
    ['address', settings.addressRate, ({ caller: { clientAddress } }) => addressKey(clientAddress, isExempt)],
  ];
  return kinds
    .filter(([, rate]) => rate > 0)
    .map(([kind, rate, keyOf]) => {
      const limiters = [openLimiter(`rate:${kind}:minute`, { points: rate, duration: minute }, redis)];
      if (settings.rateBurst > 0) {
        limiters.push(openLimiter(`rate:${kind}:burst`, { points: settings.rateBurst, duration: tenMinutes }, redis));
      }
      return { kind, limiters, keyOf };
    });
}

function openLimiter(
  keyPrefix: string,
  size: { points: number; duration: number },
  redis: object | undefined,
): RateLimiterAbstract {
  const memory = new RateLimiterMemory({ keyPrefix, ...size });
  if (!redis) return memory;
  return new RateLimiterRedis({
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
    keyPrefix,
    ...size,
  });
}

type Taken = { correct(cost: number): void } | { readonly retryAfterMs: number };

function takings({ limiters, keyOf }: Budget, client: Client, cost: number): Promise<Taken>[] {
  const key = keyOf(client);
  return key === null ? [] : [takeFrom(limiters, key, Math.ceil(cost))];
}

/** From the minute's budget, else from the burst. An operation that costs more than all of a budget takes all of it. */
async function takeFrom(limiters: readonly RateLimiterAbstract[], key: string, cost: number): Promise<Taken> {
  let retryAfterMs = Number.POSITIVE_INFINITY;
  for (const limiter of limiters) {
    const points = Math.min(cost, limiter.points);
    const outcome = await consume(limiter, key, points);
    if (!outcome.isRefused) return { correct: correction(limiter, key, { points, endsAt: outcome.endsAt }) };
    // A refusal is counted, too: it is taken back, so that what is left stays for smaller operations.
    void limiter.reward(key, points);
    retryAfterMs = Math.min(retryAfterMs, outcome.endsAt - Date.now());
  }
  return { retryAfterMs: Math.max(0, retryAfterMs) };
}

async function consume(limiter: RateLimiterAbstract, key: string, points: number) {
  try {
    const { msBeforeNext } = await limiter.consume(key, points);
    return { isRefused: false, endsAt: Date.now() + msBeforeNext };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { isRefused: true, endsAt: Date.now() + refusal.msBeforeNext };
  }
}

function correction(limiter: RateLimiterAbstract, key: string, { points, endsAt }: { points: number; endsAt: number }) {
  return (actual: number) => {
    const difference = Math.ceil(actual) - points;
    // What was taken in a time that is over is forgotten with it.
    if (difference === 0 || Date.now() >= endsAt) return;
    void (difference > 0 ? limiter.penalty(key, difference) : limiter.reward(key, -difference));
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
