import { parseArgs } from 'node:util';

export type LogInsOptions = {
  /** At the same time. */
  readonly logIns: number;
  /** Other requests a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly json: boolean;
};

export const logInsUsage = `npm run bench -- log-ins [options]

  --log-ins <n>      people who log in over and over at the same time, 50 by default
  --rate <n>         other requests a second, whose latency is measured, 100 by default
  --seconds <n>      of each of the two loads, without log-ins and with them, 20 by default
  --json             print one JSON object instead of tables`;

export function readOptions(args: readonly string[]): LogInsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'log-ins': { type: 'string', default: '50' },
      rate: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    logIns: positive('log-ins', values['log-ins']),
    rate: positive('rate', values.rate),
    seconds: positive('seconds', values.seconds),
    json: values.json,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) throw new Error(`--${name} wants a whole number above zero.`);
  return value;
}
