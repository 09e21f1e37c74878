import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../../machine/child.ts';
import type { Cores } from '../../machine/cores.ts';
import { freePort } from '../../machine/free-port.ts';
import { processTree } from '../../machine/usage.ts';
import type { BothWays } from './memory-caravan.ts';

const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));

/**
 * The real Caravan with its demo, twice over one database: whole in one process, and each part in a process of its own.
 * All of Caravan has the core of gateways, Postgres the other.
 */
export async function startWholeCaravan(cores: Cores): Promise<BothWays> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'caravan-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  // What is kept from an earlier answer would be asked of nobody.
  const environment = { CACHE: 'off', CARAVAN_DATA: folder, LOG_LEVEL: 'error', CARAVAN_DEMO: 'true' };
  const start = async (args: readonly string[], settings: Record<string, string>) => {
    const child = startChild(cores.forGateway([process.execPath, cli, ...args]), {
      environment: { ...environment, ...settings },
    });
    opened.defer(() => child.stop());
    return child;
  };
  const [port, sandboxPort, routerPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const whole = await start(['start'], { PORT: String(port), SANDBOX_PORT: String(sandboxPort) });
  await whole.says(/^Caravan is running/);
  for (const pid of processTree(whole.pid).slice(1)) cores.moveToLoad(pid);

  const shared = {
    SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    CARAVAN_PUBLIC_URL: `http://127.0.0.1:${routerPort}`,
  };
  const names = ['identity', 'marketplace', 'payments'];
  const parts: Child[] = await Promise.all(names.map((name) => start(['subgraph', name], shared)));
  const urls = await Promise.all(parts.map(async (part, index) => `${names[index]}=${await part.says(/^http/)}`));
  const router = await start(['router'], { ...shared, PORT: String(routerPort), SUBGRAPH_URLS: urls.join() });
  await router.says(/^http/);
  const everything = opened.move();
  return {
    inProcess: { port, pids: [whole.pid] },
    overHttp: { port: routerPort, pids: [...parts, router].map(({ pid }) => pid) },
    stop: () => everything.disposeAsync(),
  };
}
