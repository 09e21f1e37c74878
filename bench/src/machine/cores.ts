import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** How processes are kept apart: the gateway that is measured on one core, load and subgraphs on another. */
export type Cores = {
  /** The command, bound to the core of gateways. */
  forGateway(command: readonly string[]): readonly string[];
  /** The command, bound to the core of load. */
  forLoad(command: readonly string[]): readonly string[];
  /** Moves a process that runs already to the core of load. */
  moveToLoad(pid: number): void;
  readonly description: string;
};

const gatewayCore = '0';
const loadCore = '1';

export function openCores(): Cores {
  if (availableParallelism() < 2 || spawnSync('taskset', ['--version']).status !== 0) {
    const asItIs = (command: readonly string[]) => command;
    const description = 'not pinned: taskset or a second core is missing, so figures say little';
    return { forGateway: asItIs, forLoad: asItIs, moveToLoad: () => {}, description };
  }
  const on = (core: string) => (command: readonly string[]) => ['taskset', '-c', core, ...command];
  return {
    forGateway: on(gatewayCore),
    forLoad: on(loadCore),
    moveToLoad: (pid) => void spawnSync('taskset', ['-a', '-c', '-p', loadCore, String(pid)]),
    description: `gateway on core ${gatewayCore}, load and subgraphs on core ${loadCore}`,
  };
}
