import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { mutants } from './mutants.ts';
import type { Report } from './run.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('run.ts', import.meta.url));

/** Seeds of a plain test run; `SIMULATION_SEEDS=10000` for all that must hold. */
const seeds = Number(process.env.SIMULATION_SEEDS ?? 1_000);
/** One seed alone, with its steps. */
const oneSeed = process.env.SIMULATION_SEED;
const processes = 2;

async function simulate(...args: string[]): Promise<Report> {
  const { stdout } = await run(process.execPath, [program, ...args], { maxBuffer: 2 ** 30 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Report;
}

/** Every step of some seeds. */
async function traceOf(from: string, count: string): Promise<string[]> {
  const args = [program, '--from', from, '--seeds', count, '--traced'];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 2 ** 30 });
  return stdout.trimEnd().split('\n').slice(0, -1);
}

function describeBroken({ broken }: Report): string {
  if (!broken) return '';
  const replay = `SIMULATION_SEED=${broken.seed} npm test -- --project rules packages/testkit/simulation`;
  return ['', ...broken.trace.slice(-60), '', ...broken.violations, '', `Again, with every step: ${replay}`].join('\n');
}

describe.skipIf(oneSeed === undefined)('the seed', () => {
  test(`${oneSeed} keeps every rule`, async () => {
    const report = await simulate('--from', oneSeed ?? '', '--seeds', '1');
    const trace = report.broken?.trace ?? [];
    if (trace.length > 0) console.log(trace.join('\n'));
    expect(describeBroken(report)).toBe('');
  });
});

describe.skipIf(oneSeed !== undefined)('the saga and those who take part in it', () => {
  test(`keep every rule in ${seeds} seeds of crashes, delays, repeats and races`, { timeout: 3_600_000 }, async () => {
    const share = Math.ceil(seeds / processes);
    const shares = Array.from({ length: processes }, (_, index) => `${index * share + 1}`);
    const reports = await Promise.all(shares.map((from) => simulate('--from', from, '--seeds', `${share}`)));
    const perSecond = reports.reduce((sum, report) => sum + (report.seeds * 1_000) / report.ms, 0);
    console.log(`simulation: ${Math.round(perSecond)} seeds/s`);
    expect(reports.map(describeBroken).join('')).toBe('');
  });

  test('do the same in the same seed', { timeout: 120_000 }, async () => {
    const [one, other] = await Promise.all([traceOf('7', '5'), traceOf('7', '5')]);
    expect(one.length).toBeGreaterThan(100);
    expect(one).toEqual(other);
  });
});

/** A change that is found after more seeds than this is not found. */
const mostSeeds = 3_000;

describe.skipIf(oneSeed !== undefined)('the simulation notices when', () => {
  test.concurrent.each(mutants.map(({ name }) => name))('%s', { timeout: 300_000 }, async (name) => {
    const { broken } = await simulate('--mutant', name, '--seeds', `${mostSeeds}`);
    expect(broken).not.toBeNull();
  });
});
