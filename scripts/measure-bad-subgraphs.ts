import type { Fault } from '@caravan/testkit/tcp-proxy';
import { openProxiedRouter, type ProxiedRouter } from '../router/e2e/resilience/proxied-router.ts';

/**
 * How long operations take that do not need a subgraph which is bad in some way, while others ask for it all the time.
 * Rounds with and without the fault take turns; it fails when the p99 of the first is more than a fifth above the second's.
 *
 *     node scripts/measure-bad-subgraphs.ts [seconds per round] [rounds]
 */
const [seconds = 3, rounds = 4] = process.argv.slice(2).map(Number);
const requestsPerSecond = 100;
const most = 1.2;

const faults: Record<string, Fault | 'gone'> = {
  silent: { kind: 'silent' },
  dripping: { kind: 'dripping', bytes: 1, everyMs: 20 },
  late: { kind: 'late', ms: 1_000 },
  resetting: { kind: 'reset', afterBytes: 0 },
  gone: 'gone',
};

const net = await openProxiedRouter({ FETCH_TIMEOUT_MS: '3000', OPERATION_TIMEOUT_MS: '5000' });
const { url } = net.caravan.router;
await measure(1);
let isWithin = true;
for (const [name, fault] of Object.entries(faults)) {
  const good: number[] = [];
  const bad: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    good.push(...(await measure(seconds)));
    bad.push(...(await suffering(net, fault, () => measure(seconds))));
  }
  const ratio = percentile(bad, 0.99) / percentile(good, 0.99);
  isWithin &&= ratio <= most;
  console.log(
    `${name.padEnd(10)} p50 ${format(good, 0.5)} → ${format(bad, 0.5)}   p99 ${format(good, 0.99)} → ${format(bad, 0.99)}   × ${ratio.toFixed(2)}`,
  );
}
await net.stop();
process.exit(isWithin ? 0 : 1);

async function suffering<Value>({ proxies }: ProxiedRouter, fault: Fault | 'gone', work: () => Promise<Value>) {
  if (fault === 'gone') proxies.money.cut();
  else proxies.money.suffer(fault);
  try {
    return await work();
  } finally {
    proxies.money.suffer(null);
    proxies.money.restore();
  }
}

/** Milliseconds of each operation that needs the other subgraphs only; as many more ask for all of them. */
async function measure(forSeconds: number): Promise<number[]> {
  const durations: Promise<number>[] = [];
  const others: Promise<number>[] = [];
  const until = performance.now() + forSeconds * 1_000;
  while (performance.now() < until) {
    durations.push(ask('{ orders { number buyer { displayName } } }'));
    others.push(ask('{ balance orders { number paymentStatus } }'));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / requestsPerSecond));
  }
  await Promise.all(others);
  return Promise.all(durations);
}

async function ask(query: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  await response.arrayBuffer();
  return performance.now() - startedAt;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;
}

function format(values: readonly number[], share: number): string {
  return `${percentile(values, share).toFixed(1)} ms`;
}
