/**
 * Runs seeds in a process of its own: `node run.ts --from 1 --seeds 1000 [--mutant <name>] [--traced]`. Ends at the first
 * seed that breaks a rule, and tells of it as JSON in the last line.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import type { Outcome } from './simulate.ts';

export type Report = {
  readonly seeds: number;
  readonly steps: number;
  readonly ms: number;
  /** Of the processor, whatever else it was busy with. */
  readonly cpuMs: number;
  readonly broken: Outcome | null;
};

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1000' },
    mutant: { type: 'string' },
    traced: { type: 'boolean', default: false },
  },
});

if (values.mutant !== undefined) inject(mutantOf(values.mutant));
// Imported once the mutant is in place.
const { simulate } = await import('./simulate.ts');
console.log(JSON.stringify(await runSeeds(Number(values.from), Number(values.seeds))));

async function runSeeds(from: number, seeds: number): Promise<Report> {
  const began = performance.now();
  let steps = 0;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const outcome = await simulate(seed, values);
    steps += outcome.steps;
    const done = { seeds: seed - from + 1, steps, ...spent(began) };
    if (outcome.violations.length > 0)
      return { ...done, broken: values.traced ? outcome : await simulate(seed, { traced: true }) };
    if (values.traced) console.log(outcome.trace.join('\n'));
  }
  return { seeds, steps, ...spent(began), broken: null };
}

function spent(began: number) {
  const { user, system } = process.cpuUsage();
  return { ms: Math.round(performance.now() - began), cpuMs: Math.round((user + system) / 1_000) };
}

function mutantOf(name: string): Mutant {
  const found = mutants.find((mutant) => mutant.name === name);
  if (!found) throw new Error(`There is no mutant "${name}".`);
  return found;
}

/** Changes the sources while they are loaded. */
function inject({ edits }: Mutant): void {
  const root = new URL('../../../', import.meta.url);
  const byUrl = Map.groupBy(edits, ({ file }) => new URL(file, root).href);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const own = byUrl.get(url);
      if (!own) return loaded;
      let source = Buffer.from((loaded.source ?? '') as string).toString();
      for (const { find, put } of own) {
        if (!source.includes(find)) throw new Error(`${fileURLToPath(url)} no longer has: ${find}`);
        source = source.replace(find, () => put);
      }
      return { ...loaded, source };
    },
  });
}
