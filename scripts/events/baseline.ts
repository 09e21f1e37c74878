import { readFileSync } from 'node:fs';
import { allEvents } from '@caravan/contracts/all-events';
import type { EventContract } from '@caravan/contracts/event';
import { workspaceFolder } from '../workspace.ts';
import { incompatibilities } from './compatibility.ts';
import { type JsonSchema, payloadSchema } from './payload-schema.ts';

/** By `<type>@<version>`: what was ever promised of events, which logs hold and other versions of Caravan read. */
export type Baseline = Readonly<Record<string, Promised>>;

type Promised = {
  readonly topic: string;
  readonly schema: JsonSchema;
  /** Set by hand when an event is given up: nobody publishes or reads it any more. */
  readonly retired?: true;
};

export const baselineFile = 'schema/events.baseline.json';

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(`${workspaceFolder}/${baselineFile}`, 'utf8')) as Baseline;
}

/** Promises that the contracts break, and the baseline as it is with what they add. */
export function compareWithBaseline(
  baseline: Baseline,
  contracts: readonly EventContract[] = [...allEvents.values()],
): { problems: string[]; next: Baseline } {
  const current = new Map(contracts.map((contract) => [keyOf(contract), contract]));
  const kept = Object.entries(baseline).filter(([key]) => !current.has(key));
  const problems = [
    ...contracts.flatMap((contract) => brokenPromises(contract, baseline[keyOf(contract)])),
    ...kept.flatMap(([key, promised]) => lost(key, promised, contracts)),
  ];
  const declared = contracts.map((contract): [string, Promised] => [
    keyOf(contract),
    { topic: contract.topic, schema: payloadSchema(contract) },
  ]);
  const entries = [...kept, ...declared].sort(([one], [other]) => (one < other ? -1 : 1));
  return { problems, next: Object.fromEntries(entries) };
}

function brokenPromises(contract: EventContract, promised: Promised | undefined): string[] {
  if (!promised) return [];
  const moved = promised.topic === contract.topic ? [] : [`its topic was ${promised.topic} and is ${contract.topic}`];
  const problems = [...moved, ...incompatibilities(promised.schema, payloadSchema(contract))];
  return problems.map((problem) => `${keyOf(contract)}: ${problem}`);
}

/** An event that is declared no more; former versions are read by upcasters, without which none can be declared. */
function lost(key: string, { retired, topic }: Promised, contracts: readonly EventContract[]): string[] {
  const type = key.slice(0, key.lastIndexOf('@'));
  const successor = contracts.find((contract) => contract.type === type);
  if (!successor)
    return retired ? [] : [`${key}: nobody declares it; set "retired": true in ${baselineFile} if that is meant`];
  if (successor.version < Number(key.slice(type.length + 1)))
    return [`${key}: its version went back to ${successor.version}`];
  return successor.topic === topic ? [] : [`${key}: its topic was ${topic} and is ${successor.topic}`];
}

function keyOf({ type, version }: EventContract): string {
  return `${type}@${version}`;
}
