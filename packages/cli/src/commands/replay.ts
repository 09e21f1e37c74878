import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration, readEnvironment } from '@caravan/config/environment';
import { createLogger } from '@caravan/telemetry/logger';
import { Command } from 'commander';
import { startCaravan } from '../caravan.ts';
import { type ReplayReport, replay } from '../replay/replay.ts';
import { createProgress } from './progress.ts';

type Options = {
  url?: string;
  buyers: string;
  concurrency: string;
  limit?: string;
  json?: boolean;
  adminIdentifier?: string;
  adminPassword?: string;
};

type Target = {
  url: string;
  admin: { identifier: string; password: string };
  journalFile: string;
  stop(): Promise<void>;
};

export const replayCommand = new Command('replay')
  .description(
    'Load a folder of real baskets through the public API, trade each to its end, and check every total against the files.',
  )
  .argument('<folder>', 'folder with sellers.csv, products.csv and order_items.csv')
  .option('--url <url>', 'a running Caravan; without it, one is started on fresh data and stopped after')
  .option('--admin-identifier <name>', 'who approves stores and reads the books (default: CARAVAN_ADMIN_EMAIL)')
  .option('--admin-password <password>', 'default: CARAVAN_ADMIN_PASSWORD')
  .option('--buyers <number>', 'people the baskets are dealt among', '100')
  .option('--concurrency <number>', 'buyers and stores at work at the same time', '16')
  .option('--limit <number>', 'only the first baskets')
  .option('--json', 'print the report as JSON')
  .action(async (folder: string, options: Options) => {
    const target = options.url ? runningTarget(options.url, options) : await freshTarget();
    const progress = createProgress();
    let interrupted = false;
    const interrupt = () => {
      interrupted = true;
      void target.stop().finally(() => process.exit(1));
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
    try {
      const report = await replay({
        folder,
        url: target.url,
        admin: target.admin,
        journalFile: target.journalFile,
        buyers: positive('--buyers', options.buyers),
        concurrency: positive('--concurrency', options.concurrency),
        ...(options.limit ? { limit: positive('--limit', options.limit) } : {}),
        commissionBps: loadConfiguration().payments.commissionBps,
        onProgress: progress.show,
      });
      progress.end();
      console.log(options.json ? JSON.stringify(report, null, 2) : describe(report));
      process.exitCode = report.ok ? 0 : 1;
    } catch (error) {
      // Calls that the end of our own Caravan cuts off are no news.
      if (!interrupted) throw error;
    } finally {
      progress.end();
      await target.stop();
    }
  });

function runningTarget(url: string, options: Options): Target {
  const { identity, platform } = loadConfiguration();
  const identifier = options.adminIdentifier ?? identity.adminEmail;
  const password = options.adminPassword ?? identity.adminPassword;
  if (!identifier || !password)
    throw new Error('Replay approves stores: give --admin-identifier and --admin-password.');
  const { host } = new URL(url);
  const journalFile = join(platform.dataFolder, 'replay', `${host.replaceAll(/[^\w.-]/g, '_')}.jsonl`);
  return { url, admin: { identifier, password }, journalFile, stop: async () => {} };
}

/** A Caravan of its own, on data that is gone afterwards. */
async function freshTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-replay-'));
  const admin = { identifier: 'admin@replay.caravan.example', password: `Aa1-${crypto.randomUUID()}` };
  const configuration = loadConfiguration({
    ...readEnvironment(),
    CARAVAN_DATA: folder,
    DATABASE_URL: '',
    SUBGRAPH_URLS: '',
    PORT: '0',
    SANDBOX_PORT: '0',
    CARAVAN_DEMO: 'false',
    CARAVAN_ADMIN_EMAIL: admin.identifier,
    CARAVAN_ADMIN_PASSWORD: admin.password,
  });
  const caravan = await startCaravan({ configuration, logger: createLogger({ level: 'error', name: 'caravan' }) });
  const stop = async () => {
    await caravan.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: caravan.url, admin, journalFile: join(folder, 'replay.jsonl'), stop };
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${option} is a whole number from 1.`);
  return value;
}

function describe(report: ReplayReport): string {
  const checks = report.checks.map(
    ({ name, ok, expected, actual }) =>
      `  ${ok ? 'ok  ' : 'FAIL'} ${name}: ${ok ? actual || 'none' : `${actual || 'none'}, expected ${expected || 'none'}`}`,
  );
  const steps = Object.entries(report.steps).map(
    ([step, { count, p50Ms, p95Ms }]) => `  ${step.padEnd(24)} ${count} times, p50 ${p50Ms} ms, p95 ${p95Ms} ms`,
  );
  return [
    `${report.baskets} baskets, ${report.orders} orders, ${report.seconds} s, ${report.ordersPerSecond} orders/s, ${report.timeouts} time-outs, ${report.errors.length} errors`,
    ...report.errors.slice(0, 10).map((message) => `  error: ${message}`),
    ...checks,
    ...steps,
    report.ok ? 'Everything agrees.' : 'Something does not agree.',
  ].join('\n');
}
