import { parseArgs } from 'node:util';
import type { Way } from './run-task.ts';

export type EventsOptions = {
  readonly ways: readonly Way[];
  readonly rate: number;
  readonly seconds: number;
  readonly events: number;
  readonly json: boolean;
};

const ways: readonly Way[] = ['rows', 'embedded', 'kafka'];

export const eventsUsage = `npm run bench -- events [options]

  --ways <names>     ${ways.join(', ')}; all by default. rows is the baseline: facts and effects without events
  --rate <n>         events a second of the steady load, 500 by default
  --seconds <n>      of the steady load, 20 by default
  --events <n>       of the load that goes as fast as it can, 100000 by default
  --json             print one JSON object instead of tables`;

export function readOptions(args: readonly string[]): EventsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ways: { type: 'string', default: ways.join(',') },
      rate: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '20' },
      events: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    ways: values.ways.split(',').map(wayNamed),
    rate: positive('rate', values.rate),
    seconds: positive('seconds', values.seconds),
    events: positive('events', values.events),
    json: values.json,
  };
}

function wayNamed(name: string): Way {
  const way = ways.find((each) => each === name);
  if (!way) throw new Error(`There is no ${name}; there are: ${ways.join(', ')}.`);
  return way;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) throw new Error(`--${name} wants a whole number above zero.`);
  return value;
}
