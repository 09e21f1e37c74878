import { usageOf, watchMemory } from '../machine/usage.ts';
import { closedLoop, type Load } from './closed-loop.ts';
import { percentile } from './statistics.ts';

/** What the load did to the processes under it. */
export type LoadFigures = Readonly<
  Record<'requests/s' | 'p50 ms' | 'p99 ms' | 'CPU ms/request' | 'RSS MB' | 'core busy', number>
>;

/** @throws Error when any answer is not the expected one: figures of wrong answers say nothing. */
export async function measureLoad(pids: readonly number[], load: Load): Promise<LoadFigures> {
  const memory = watchMemory(pids);
  const before = usageOf(pids);
  const { answers, seconds, wrong, latenciesMs } = await closedLoop(load);
  const cpuSeconds = usageOf(pids).cpuSeconds - before.cpuSeconds;
  const rssBytes = memory.stop();
  if (wrong > 0) throw new Error(`${wrong} of ${answers} answers are wrong`);
  return {
    'requests/s': answers / seconds,
    'p50 ms': percentile(latenciesMs, 0.5),
    'p99 ms': percentile(latenciesMs, 0.99),
    'CPU ms/request': (cpuSeconds * 1_000) / answers,
    'RSS MB': rssBytes / 1_000_000,
    'core busy': cpuSeconds / seconds,
  };
}
