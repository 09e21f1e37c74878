import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../../load/statistics.ts';
import { openSubscribers } from '../../load/subscribers.ts';
import { machineTime } from '../../machine/machine.ts';
import { usageOf, watchMemory } from '../../machine/usage.ts';
import type { Around } from '../around.ts';
import { type GatewayName, type RunningGateway, startGateway } from '../gateways/gateways.ts';
import { watch } from '../operations.ts';
import type { BenchOptions } from '../options.ts';
import { type Figures, medians, ratiosTo, type WorkloadResult } from '../results.ts';

/** Many sockets, each with one event per second of a product of its own, completed by a second subgraph. */
export async function runSubscribers(around: Around): Promise<WorkloadResult> {
  const { options } = around;
  const measured = new Map<GatewayName, Figures>();
  const notes = [
    'Stock cannot do it. Each socket watches a product of its own, so no feed can be shared; a hundred are of one person.',
  ];
  for (const name of options.gateways.filter((each) => each !== 'stock')) {
    const gateway = await startGateway(name, around);
    try {
      measured.set(name, await measure(gateway, options));
    } catch (error) {
      if (name === 'ours') throw error;
      notes.push(`${name} did not manage: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await gateway.stop();
    }
  }
  const hive = measured.get('hive');
  const rows = [...measured].map(([name, figures]) => ({ name, figures, ratios: ratiosTo(hive, figures) }));
  return {
    name: 'subscribers',
    ratio: rows.find(({ name }) => name === 'ours')?.ratios['events/s'] ?? null,
    ratioOf: 'events/s of Hive',
    goal: `${options.subscribers} events/s, RSS under 500 MB`,
    contestants: rows,
    notes,
  };
}

async function measure(gateway: RunningGateway, options: BenchOptions): Promise<Figures> {
  let latencies: number[] = [];
  const memory = watchMemory(gateway.pids);
  const subscribers = await openSubscribers({
    port: gateway.port,
    count: options.subscribers,
    query: watch,
    variables: (number) => ({ upc: `p${number + 1}` }),
    onEvent: (message) => latencies.push(machineTime() - sentAt(message)),
  });
  try {
    const rounds: Figures[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      latencies = [];
      const before = usageOf(gateway.pids);
      const startedAt = performance.now();
      await pause(options.seconds * 1_000);
      const seconds = (performance.now() - startedAt) / 1_000;
      const cpuSeconds = usageOf(gateway.pids).cpuSeconds - before.cpuSeconds;
      const sorted = Float64Array.from(latencies).sort();
      rounds.push({
        'events/s': sorted.length / seconds,
        'p50 ms': percentile(sorted, 0.5),
        'p99 ms': percentile(sorted, 0.99),
        'CPU ms/event': (cpuSeconds * 1_000) / sorted.length,
        'core busy': cpuSeconds / seconds,
      });
    }
    return { ...medians(rounds), 'RSS MB': Math.round(memory.stop() / 1_000_000) };
  } finally {
    subscribers.close();
  }
}

const field = Buffer.from('"updatedAt":');

function sentAt(message: Buffer): number {
  return Number.parseFloat(message.toString('latin1', message.indexOf(field) + field.length));
}
