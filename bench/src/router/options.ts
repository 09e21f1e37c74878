import { parseArgs } from 'node:util';
import { type GatewayName, gatewayNames } from './gateways/gateways.ts';

export const workloadNames = ['heavy', 'small', 'inprocess', 'subscribers', 'cold'] as const;
export type WorkloadName = (typeof workloadNames)[number];

export type BenchOptions = {
  readonly workloads: readonly WorkloadName[];
  readonly gateways: readonly GatewayName[];
  /** Of load per gateway and round. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  readonly subscribers: number;
  readonly json: boolean;
  /** Folder for CPU profiles of ours; null for none. */
  readonly profileFolder: string | null;
};

export const usage = `npm run bench -- router [options]

  --workload <names>     ${workloadNames.join(', ')}; all by default
  --gateways <names>     ${gatewayNames.join(', ')}; all by default
  --seconds <n>          load per gateway and round, 8 by default
  --rounds <n>           rounds, each gateway once in each; 5 by default
  --connections <n>      of the load, each asking one thing at a time; 20 by default
  --subscribers <n>      sockets of the workload subscribers; 5000 by default
  --json                 print one JSON object instead of tables
  --profile <folder>     write CPU profiles of ours there (which makes it slower)`;

export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workload: { type: 'string', multiple: true },
      gateways: { type: 'string', multiple: true },
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '20' },
      subscribers: { type: 'string', default: '5000' },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  return {
    workloads: chosen(values.workload, workloadNames),
    gateways: chosen(values.gateways, gatewayNames),
    seconds: positive('seconds', values.seconds),
    rounds: positive('rounds', values.rounds),
    connections: positive('connections', values.connections),
    subscribers: positive('subscribers', values.subscribers),
    json: values.json,
    profileFolder: values.profile ?? null,
  };
}

/** Names, given once or several times, parted by commas; none means all. */
function chosen<Name extends string>(given: readonly string[] | undefined, known: readonly Name[]): readonly Name[] {
  const wanted = (given ?? []).flatMap((text) => text.split(','));
  const unknown = wanted.filter((name) => !known.some((each) => each === name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are: ${known.join(', ')}.`);
  return wanted.length === 0 ? known : known.filter((name) => wanted.includes(name));
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} wants a number above zero.`);
  return value;
}
