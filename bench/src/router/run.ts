import { openCores } from '../machine/cores.ts';
import { machineOf } from '../machine/machine.ts';
import type { Around } from './around.ts';
import { installHive } from './gateways/install-hive.ts';
import { heavy, small } from './operations.ts';
import { readOptions, type WorkloadName } from './options.ts';
import { toText } from './report.ts';
import type { WorkloadResult } from './results.ts';
import { openSetting } from './setting.ts';
import { runCold } from './workloads/cold.ts';
import { runHttpWorkload } from './workloads/http-workload.ts';
import { runInProcess } from './workloads/inprocess.ts';
import { runSubscribers } from './workloads/subscribers.ts';

/** `npm run bench -- router`: every workload asked for, one after the other; the table or JSON goes to stdout. */
export async function benchRouter(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const cores = openCores();
  cores.moveToLoad(process.pid);
  if (options.gateways.some((name) => name.startsWith('hive'))) installHive();
  await using opened = new AsyncDisposableStack();
  const setting = await openSetting(cores);
  opened.defer(() => setting.stop());
  const around: Around = { options, supergraphFile: setting.supergraphFile, cores };
  const results: WorkloadResult[] = [];
  for (const name of options.workloads) {
    console.error(`${name} …`);
    results.push(await workloads[name](around));
  }
  const machine = [...machineOf(), cores.description];
  console.log(options.json ? JSON.stringify({ machine, workloads: results }) : toText(results, machine));
}

const workloads: Readonly<Record<WorkloadName, (around: Around) => Promise<WorkloadResult>>> = {
  heavy: (around) => runHttpWorkload({ name: 'heavy', body: heavy, goal: 'at least 6, aim 9' }, around),
  small: (around) => runHttpWorkload({ name: 'small', body: small, goal: 'at least 4, aim 8' }, around),
  inprocess: runInProcess,
  subscribers: runSubscribers,
  cold: runCold,
};
