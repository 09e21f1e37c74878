import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../trading/random.ts';
import { type KillablePostgres, startKillablePostgres } from './killable-postgres.ts';
import { chosenRunnings, type RunningLog, seed, startLog } from './runnings.ts';
import { openScene, type Scene, withClient } from './scenes.ts';
import { inSeconds, limitMs, owedNow, settled } from './settling.ts';
import { acknowledged, startWriters, type Writers } from './writers.ts';

const kills = Number(process.env.CHAOS_POSTGRES_KILLS ?? 2);

describe.each(chosenRunnings())('$title', (running) => {
  const random = seededRandom(seed);
  let log: RunningLog;
  let postgres: KillablePostgres;
  let scene: Scene;
  let writers: Writers;
  beforeAll(async () => {
    log = await startLog(running);
    postgres = await startKillablePostgres();
    scene = await openScene({
      form: running.form,
      adminUrl: postgres.url,
      settings: { ...log.settings, LIMIT_ADDRESSES: '1000000' },
      buyers: 4,
      random,
    });
    writers = await withClient(scene.deployment, (client) => startWriters(client, scene.doors));
  }, 120_000);
  afterAll(async () => {
    await writers?.stop();
    await scene?.stop();
    await postgres?.remove();
    await log?.remove();
  }, 60_000);

  test(
    `Postgres is killed ${kills} times under writes: every acknowledged one is there (CHAOS_SEED=${seed})`,
    async () => {
      const { shopping, deployment, doors, adminUrl } = scene;
      const writableMs: number[] = [];
      const settleMs: number[] = [];
      for (let index = 0; index < kills; index += 1) {
        await pause(500 + random() * 2_500);
        const owed = owedNow(shopping);
        await postgres.kill();
        await postgres.start();
        const since = performance.now();
        writableMs.push(...(await whenWritten(writers, since)));
        settleMs.push(...(await settled(owed, { since, shopping, adminUrl })));
      }
      await writers.stop();
      await scene.expectAgreement();
      expect(await withClient(deployment, (client) => writers.missing(client))).toEqual([]);
      expect(deployment.parts.filter((part) => !part.isRunning()).map(({ kind }) => kind)).toEqual([]);
      const tried = [...doors.refusals].map(([said, times]) => `${said} ${times}`).join(', ');
      console.log(
        `${running.title}: Postgres killed ${kills} times (CHAOS_SEED=${seed}); written again after ` +
          `${inSeconds(writableMs)}; ${settleMs.length} steps under way settled after ${inSeconds(settleMs)}; ` +
          `${acknowledged(writers.calls).length} of ${writers.calls.length} writes acknowledged, all there; tried again: ${tried}.`,
      );
    },
    60_000 + kills * 60_000,
  );
});

/** How long after the restart the first write of each kind was acknowledged. */
async function whenWritten({ calls, check }: Writers, since: number): Promise<number[]> {
  const kinds = new Set(calls.map(({ kind }) => kind));
  for (;;) {
    check();
    const later = calls.filter((call) => call.at > since && call.acknowledged !== null);
    const firsts = [...kinds].map((kind) => later.find((call) => call.kind === kind));
    const times = firsts.filter((call) => call !== undefined).map(({ at, ms }) => at + ms - since);
    if (times.length === kinds.size) return times;
    expect(performance.now() - since, 'written again in time').toBeLessThan(limitMs);
    await pause(20);
  }
}
