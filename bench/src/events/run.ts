import { startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { machineOf } from '../machine/machine.ts';
import { startDatabases } from './databases.ts';
import { readOptions } from './options.ts';
import { toText } from './report.ts';
import { type Measured, runTask, type Way } from './run-task.ts';

export type Workload = { readonly name: string; readonly goal: string; readonly runs: readonly Measured[] };

/** `npm run bench -- events`: a steady rate, then as much as goes; each over rows alone, the embedded log and Kafka. */
export async function benchEvents(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  await using opened = new AsyncDisposableStack();
  const databases = await startDatabases();
  opened.defer(() => databases.stop());
  const ways: Way[] = ['rows', 'embedded', ...(withoutKafka ? [] : (['kafka'] as const))];
  if (withoutKafka) console.error(`Kafka is left out: ${withoutKafka}.`);
  const broker = withoutKafka ? null : await startKafkaBroker();
  opened.defer(() => broker?.remove());
  const around = { databases, brokers: broker?.brokers ?? null };

  const steady: Measured[] = [];
  const sustained: Measured[] = [];
  for (const way of ways.filter((each) => options.ways.includes(each))) {
    console.error(`${way} …`);
    const { rate, seconds, events } = options;
    if (way !== 'rows') steady.push(await runTask(around, way, { count: rate * seconds, perSecond: rate }));
    sustained.push(await runTask(around, way, { count: events, perSecond: null }));
  }
  const workloads: Workload[] = [
    { name: `${options.rate} events/s`, goal: 'p50 under 20 ms, p99 under 100 ms', runs: steady },
    { name: `${options.events} events, 20 writers`, goal: 'Kafka at least 2,000/s', runs: sustained },
  ];
  const machine = machineOf();
  console.log(options.json ? JSON.stringify({ machine, workloads }) : toText(workloads, machine));
}
