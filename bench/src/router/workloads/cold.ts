import { askOnce } from '../../load/closed-loop.ts';
import { usageOf } from '../../machine/usage.ts';
import type { Around } from '../around.ts';
import { type GatewayName, startGateway } from '../gateways/gateways.ts';
import { heavy } from '../operations.ts';
import { type Figures, medians, ratiosTo, round, type WorkloadResult } from '../results.ts';

const anotherQuery = JSON.stringify({ query: `# not seen before\n${(JSON.parse(heavy) as { query: string }).query}` });

/** A fresh process each time: until its first answer, and until it has planned and answered the heavy query. */
export async function runCold(around: Around): Promise<WorkloadResult> {
  const { options } = around;
  const measured = new Map<GatewayName, Figures[]>(options.gateways.map((name) => [name, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const name of options.gateways) measured.get(name)?.push(await measure(name, around));
  }
  const figures = new Map([...measured].map(([name, rounds]) => [name, medians(rounds)]));
  const stock = figures.get('stock');
  const ours = figures.get('ours');
  const total = (all: Figures) => (all['ready ms'] ?? Number.NaN) + (all['first heavy ms'] ?? Number.NaN);
  return {
    name: 'cold',
    ratio: stock && ours ? round(total(stock) / total(ours)) : null,
    ratioOf: 'as fast as stock from the start of the process to the first heavy answer',
    goal: 'reported',
    contestants: [...figures].map(([name, own]) => ({ name, figures: own, ratios: ratiosTo(stock, own) })),
    notes: ['`second plan ms`: the heavy query again in a document that was not seen before.'],
  };
}

async function measure(name: GatewayName, around: Around): Promise<Figures> {
  const gateway = await startGateway(name, around);
  try {
    const { rssBytes } = usageOf(gateway.pids);
    const first = await timed(gateway.port, heavy);
    const second = await timed(gateway.port, anotherQuery);
    return {
      'ready ms': gateway.readyMs,
      'first heavy ms': first,
      'second plan ms': second,
      'RSS MB when ready': rssBytes / 1_000_000,
    };
  } finally {
    await gateway.stop();
  }
}

async function timed(port: number, body: string): Promise<number> {
  const startedAt = performance.now();
  const { status } = await askOnce(port, body);
  if (status !== 200) throw new Error(`the heavy query was answered with ${status}`);
  return performance.now() - startedAt;
}
