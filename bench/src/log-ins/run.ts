import { percentile } from '../load/statistics.ts';
import { machineOf } from '../machine/machine.ts';
import { alignedTable } from '../table.ts';
import { startCaravan } from './caravan.ts';
import { keepLoggingIn, type LogIns, steadyRequests } from './loads.ts';
import { readOptions } from './options.ts';

type Latency = { readonly requests: number; readonly p50Ms: number; readonly p99Ms: number };
type Figures = {
  readonly idle: Latency;
  readonly busy: Latency;
  readonly ratio: number;
  readonly logIns: Latency & { readonly refused: number; readonly failed: number };
};

const warmUpSeconds = 3;
/** Idle and busy take turns, so that what else the machine does meets both. */
const turns = 4;

/** `npm run bench -- log-ins`: what log-ins, whose passwords cost a quarter of a second each, do to everybody else. */
export async function benchLogIns(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  await using caravan = await startCaravan(options.logIns);
  const { client, people } = caravan;
  const [reader] = people;
  if (!reader) throw new Error('Somebody has to ask.');
  const ask = (seconds: number) => steadyRequests(client, reader, { rate: options.rate, seconds });
  await ask(warmUpSeconds);
  const [idle, busy, rounds]: [number[], number[], LogIns[]] = [[], [], []];
  for (let turn = 0; turn < turns; turn += 1) {
    idle.push(...(await ask(options.seconds / turns)));
    const ended = new AbortController();
    const loggingIn = keepLoggingIn(client, people, ended.signal);
    busy.push(...(await ask(options.seconds / turns)));
    ended.abort();
    rounds.push(await loggingIn);
  }
  const figures = toFigures({ idle, busy, rounds });
  const machine = machineOf();
  console.log(options.json ? JSON.stringify({ machine, options, ...figures }) : toText(figures, machine));
}

function toFigures({ idle, busy, rounds }: { idle: number[]; busy: number[]; rounds: LogIns[] }): Figures {
  const [quiet, loud] = [toLatency(idle), toLatency(busy)];
  const sum = (kind: 'refused' | 'failed') => rounds.reduce((total, round) => total + round[kind], 0);
  const logIns = toLatency(rounds.flatMap(({ latenciesMs }) => latenciesMs));
  return {
    idle: quiet,
    busy: loud,
    ratio: loud.p99Ms / quiet.p99Ms,
    logIns: { ...logIns, refused: sum('refused'), failed: sum('failed') },
  };
}

function toLatency(latenciesMs: readonly number[]): Latency {
  const sorted = latenciesMs.toSorted((one, other) => one - other);
  return { requests: sorted.length, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
}

function toText({ idle, busy, ratio, logIns }: Figures, machine: readonly string[]): string {
  const row = (name: string, { requests, p50Ms, p99Ms }: Latency) => [
    name,
    String(requests),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
  ];
  const head = ['`me` through the router', 'requests', 'p50 ms', 'p99 ms'];
  const { requests, refused, failed, p50Ms } = logIns;
  return [
    ...machine,
    '',
    ...alignedTable([head, row('idle', idle), row('during log-ins', busy)]),
    '',
    `p99 during log-ins: ${ratio.toFixed(2)} × idle (goal: at most 2)`,
    `log-ins: ${requests} in, p50 ${(p50Ms / 1_000).toFixed(1)} s; ${refused} told to come again, ${failed} failed`,
  ].join('\n');
}
