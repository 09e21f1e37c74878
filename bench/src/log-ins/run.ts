import { machineOf } from '../machine/machine.ts';
import { alignedTable } from '../table.ts';
import { startCaravan } from './caravan.ts';
import { keepLoggingIn, type Latency, type LogIns, steadyRequests } from './loads.ts';
import { readOptions } from './options.ts';

type Figures = { readonly idle: Latency; readonly busy: Latency; readonly ratio: number; readonly logIns: LogIns };

const warmUpSeconds = 3;

/** `npm run bench -- log-ins`: what log-ins, whose passwords cost a quarter of a second each, do to everybody else. */
export async function benchLogIns(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  await using caravan = await startCaravan(options.logIns);
  const { client, people } = caravan;
  const [reader] = people;
  if (!reader) throw new Error('Somebody has to ask.');
  await steadyRequests(client, reader, { ...options, seconds: warmUpSeconds });
  const idle = await steadyRequests(client, reader, options);
  const ended = new AbortController();
  const loggingIn = keepLoggingIn(client, people, ended.signal);
  const busy = await steadyRequests(client, reader, options);
  ended.abort();
  const logIns = await loggingIn;
  const figures = { idle, busy, ratio: busy.p99Ms / idle.p99Ms, logIns };
  const machine = machineOf();
  console.log(options.json ? JSON.stringify({ machine, options, ...figures }) : toText(figures, machine));
}

function toText({ idle, busy, ratio, logIns }: Figures, machine: readonly string[]): string {
  const row = (name: string, { requests, p50Ms, p99Ms }: Latency) => [
    name,
    String(requests),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
  ];
  const rows = [
    ['`me` through the router', 'requests', 'p50 ms', 'p99 ms'],
    row('idle', idle),
    row('during log-ins', busy),
  ];
  const { done, refused, failed, p50Ms } = logIns;
  return [
    ...machine,
    '',
    ...alignedTable(rows),
    '',
    `p99 during log-ins: ${ratio.toFixed(2)} × idle (goal: at most 2)`,
    `log-ins: ${done} in, p50 ${(p50Ms / 1_000).toFixed(1)} s; ${refused} told to come again, ${failed} failed`,
  ].join('\n');
}
