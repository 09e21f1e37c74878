import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askOnce } from '../../load/closed-loop.ts';
import { type Child, startChild } from '../../machine/child.ts';
import { freePort } from '../../machine/free-port.ts';
import { processTree } from '../../machine/usage.ts';
import type { Around } from '../around.ts';
import type { BenchOptions } from '../options.ts';

export const gatewayNames = ['stock', 'hive', 'hive-router', 'ours'] as const;
export type GatewayName = (typeof gatewayNames)[number];

export type RunningGateway = {
  readonly name: GatewayName;
  readonly port: number;
  /** Of its processes. */
  readonly pids: readonly number[];
  /** From the start of its process to its first answer. */
  readonly readyMs: number;
  stop(): Promise<void>;
};

type Place = { readonly supergraphFile: string; readonly port: number; readonly profileFolder: string | null };
type Launch = {
  readonly command: readonly string[];
  readonly cwd?: string;
  readonly environment?: Record<string, string>;
};

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
export const hiveFolder = path('../../../hive/');

/** Each as its documentation starts it, told nothing but to forward the header `authorization`. */
const launches: Readonly<Record<GatewayName, (place: Place) => Launch>> = {
  stock: ({ supergraphFile, port }) => ({
    command: [process.execPath, path('stock.ts'), supergraphFile, String(port)],
  }),
  hive: hive([]),
  'hive-router': hive(['--hive-router-runtime']),
  ours: ({ supergraphFile, port, profileFolder }) => ({
    command: [
      process.execPath,
      ...profiling({ profileFolder }),
      fileURLToPath(import.meta.resolve('@caravan/cli/main')),
      'router',
      '--supergraph',
      supergraphFile,
      '--listen',
      `127.0.0.1:${port}`,
    ],
    environment: {
      FORWARD_HEADERS: 'authorization',
      // The heavy query is meant to be more than anybody is allowed by default.
      LIMIT_COST: '100000',
      // All load is nobody's, as there are no tokens that could be read; these limits count per principal.
      LIMIT_SUBSCRIPTIONS: '100000',
      LIMIT_SOCKETS: '100000',
    },
  }),
};

/** Flags of a Node whose profile is wanted. */
export function profiling({ profileFolder }: Pick<BenchOptions, 'profileFolder'>): string[] {
  return profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
}

function hive(flags: readonly string[]): (place: Place) => Launch {
  return ({ supergraphFile, port }) => ({
    cwd: hiveFolder,
    command: [
      process.execPath,
      `${hiveFolder}node_modules/@graphql-hive/gateway/dist/bin.js`,
      'supergraph',
      supergraphFile,
      '--config-path',
      'gateway.config.mjs',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      ...flags,
    ],
  });
}

const longestStartMs = 60_000;
const probe = '{"query":"{ __typename }"}';

export async function startGateway(name: GatewayName, around: Around): Promise<RunningGateway> {
  const { cores, supergraphFile, options } = around;
  const port = await freePort();
  const { command, cwd, environment } = launches[name]({ supergraphFile, port, profileFolder: options.profileFolder });
  const startedAt = performance.now();
  const child = startChild(cores.forGateway(command), {
    ...(cwd && { cwd }),
    environment: { NODE_ENV: 'production', ...environment },
  });
  await untilAnswering(name, child, port);
  const readyMs = performance.now() - startedAt;
  return { name, port, pids: processTree(child.pid), readyMs, stop: () => child.stop() };
}

async function untilAnswering(name: GatewayName, child: Child, port: number): Promise<void> {
  const until = performance.now() + longestStartMs;
  while (performance.now() < until && !child.hasEnded) {
    const answer = await askOnce(port, probe).catch(() => null);
    if (answer?.status === 200) return;
    await pause(10);
  }
  await child.stop();
  throw new Error(`${name} did not start:\n${child.said()}`);
}
