import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../../machine/child.ts';
import { freePort } from '../../machine/free-port.ts';
import type { Around } from '../around.ts';
import { profiling } from '../gateways/gateways.ts';
import type { Buyers } from './buyers.ts';

export type Way = { readonly port: number; readonly pids: readonly number[] };
/** One Caravan run in two ways. */
export type BothWays = { readonly inProcess: Way; readonly overHttp: Way; stop(): Promise<void> };

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Our router over Caravan's schema with data that cost nothing: the router has one core, subgraphs elsewhere the other. */
export async function startMemoryCaravan({ cores, options }: Around, { keySet }: Buyers): Promise<BothWays> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'caravan-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const keyFile = join(folder, 'keys.json');
  writeFileSync(keyFile, JSON.stringify(keySet));
  const subgraphs = startChild(cores.forLoad([process.execPath, program('serve-memory.ts')]));
  opened.defer(() => subgraphs.stop());
  const urls = await subgraphs.says(/^\{/);

  const startRouter = async (...addresses: readonly string[]): Promise<Way> => {
    const port = await freePort();
    const command = [
      process.execPath,
      ...profiling(options),
      program('serve-router.ts'),
      keyFile,
      String(port),
      ...addresses,
    ];
    // What is kept from an earlier answer would be asked of nobody.
    const child = startChild(cores.forGateway(command), { environment: { NODE_ENV: 'production', CACHE: 'off' } });
    opened.defer(() => child.stop());
    await child.says(/^http/);
    return { port, pids: [child.pid] };
  };
  const inProcess = await startRouter();
  const overHttp = await startRouter(urls);
  const everything = opened.move();
  return { inProcess, overHttp, stop: () => everything.disposeAsync() };
}
