import { isDeepStrictEqual } from 'node:util';
import { askOnce } from '../../load/closed-loop.ts';
import { measureLoad } from '../../load/measure.ts';
import type { Around } from '../around.ts';
import { type RunningGateway, startGateway } from '../gateways/gateways.ts';
import type { WorkloadName } from '../options.ts';
import { type Figures, medians, ratiosTo, round, type WorkloadResult } from '../results.ts';

export type HttpWorkload = { readonly name: WorkloadName; readonly body: string; readonly goal: string };

/** One operation, asked of all gateways in turn, round after round. */
export async function runHttpWorkload(workload: HttpWorkload, around: Around): Promise<WorkloadResult> {
  const { options } = around;
  await using opened = new AsyncDisposableStack();
  const gateways: RunningGateway[] = [];
  for (const name of options.gateways) {
    const gateway = await startGateway(name, around);
    opened.defer(() => gateway.stop());
    gateways.push(gateway);
  }
  const contestants = await checkAnswers(gateways, workload);
  const measured = new Map<string, Figures[]>(gateways.map(({ name }) => [name, []]));
  const { body } = workload;
  const { connections } = options;
  const measure = ({ gateway: { port, pids }, answerBytes }: Contestant, seconds: number) =>
    measureLoad(pids, { port, body, answerBytes, connections, seconds });
  for (const contestant of contestants) await measure(contestant, Math.min(5, options.seconds));
  for (let round = 0; round < options.rounds; round += 1) {
    // Nobody is always the first.
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length];
      if (!contestant) continue;
      measured.get(contestant.gateway.name)?.push(await measure(contestant, options.seconds));
      console.error(`  ${workload.name}, round ${round + 1}, ${contestant.gateway.name}: done`);
    }
  }
  return toResult(workload, measured, contestants);
}

type Contestant = { readonly gateway: RunningGateway; readonly answerBytes: number };

/** No figure counts of a gateway whose data differ from those of the first one, which is stock where it takes part. */
async function checkAnswers(gateways: readonly RunningGateway[], { name, body }: HttpWorkload): Promise<Contestant[]> {
  let expected: unknown;
  const contestants: Contestant[] = [];
  for (const gateway of gateways) {
    // Asked again: the second answer comes from warm caches, as all those that are measured.
    for (const time of ['first', 'second']) {
      const answer = await askOnce(gateway.port, body);
      const { data, errors } = JSON.parse(String(answer.body)) as { data: unknown; errors?: unknown };
      expected ??= data;
      if (answer.status !== 200 || errors !== undefined || !isDeepStrictEqual(data, expected)) {
        const shown = JSON.stringify({ status: answer.status, errors }).slice(0, 500);
        throw new Error(`${name}: the ${time} answer of ${gateway.name} is not that of ${gateways[0]?.name}: ${shown}`);
      }
      if (time === 'second') contestants.push({ gateway, answerBytes: answer.body.length });
    }
  }
  return contestants;
}

function toResult(
  { name, goal }: HttpWorkload,
  measured: ReadonlyMap<string, readonly Figures[]>,
  contestants: readonly Contestant[],
): WorkloadResult {
  const figures = new Map([...measured].map(([gateway, rounds]) => [gateway, medians(rounds)]));
  const stock = figures.get('stock');
  const rows = [...figures].map(([gateway, own]) => ({ name: gateway, figures: own, ratios: ratiosTo(stock, own) }));
  const ours = rows.find((row) => row.name === 'ours');
  const slowest = Math.max(...(measured.get('ours') ?? []).map((each) => each['p99 ms'] ?? Number.NaN));
  const notes = [`Answer: ${contestants[0]?.answerBytes} bytes.`];
  if (ours && stock) {
    const held = (ours.figures['p99 ms'] ?? Infinity) <= (stock['p50 ms'] ?? 0);
    notes.push(
      `Our p99 is ${held ? 'no worse' : 'WORSE'} than the p50 of stock; our worst round: ${round(slowest)} ms.`,
    );
  }
  return {
    name,
    ratio: ours?.ratios['requests/s'] ?? null,
    ratioOf: 'requests/s of stock',
    goal,
    contestants: rows,
    notes,
  };
}
