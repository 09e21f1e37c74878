import { setTimeout as pause } from 'node:timers/promises';
import { emptyTestDatabase } from '@caravan/testkit/database';
import type { KafkaBroker } from '@caravan/testkit/kafka-broker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../trading/random.ts';
import { expectEventsHandled, readOutboxes } from './event-accounts.ts';
import { chosenRunnings, type RunningLog, seed, startLog } from './runnings.ts';
import { openScene, type Scene, withClient } from './scenes.ts';
import { inSeconds, limitMs, owedNow, settled } from './settling.ts';
import { acknowledged, type Call, startWriters, type Writers } from './writers.ts';

const outageSeconds = Number(process.env.CHAOS_OUTAGE_SECONDS ?? 5);
const onKafka = chosenRunnings().filter(({ log }) => log === 'Kafka');

type Outage = {
  readonly title: string;
  begin(broker: KafkaBroker): Promise<void>;
  end(broker: KafkaBroker): Promise<void>;
};

const outages: readonly Outage[] = [
  { title: 'killed', begin: (broker) => broker.kill(), end: (broker) => broker.start() },
  { title: 'frozen', begin: async (broker) => broker.pause(), end: async (broker) => broker.resume() },
];

describe.skipIf(onKafka.length === 0).each(onKafka)('$title', (running) => {
  const { adminUrl } = emptyTestDatabase();
  const random = seededRandom(seed);
  let log: RunningLog;
  let scene: Scene;
  let writers: Writers;
  beforeAll(async () => {
    log = await startLog(running);
    const settings = { ...log.settings, LIMIT_ADDRESSES: '1000000' };
    // Nobody answers a checkout while Kafka is away, so that it is rejected when it has waited for long.
    const endings = ['REJECTED'];
    scene = await openScene({ form: running.form, adminUrl, settings, buyers: 4, endings, random });
    writers = await withClient(scene.deployment, (client) => startWriters(client, scene.doors));
  }, 120_000);
  afterAll(async () => {
    await writers?.stop();
    await scene?.stop();
    await log?.remove();
  }, 60_000);

  test.each(outages)(
    `Kafka $title for ${outageSeconds} s under load: writes go on, and its backlog is drained within 60 s (CHAOS_SEED=${seed})`,
    async ({ title, begin, end }) => {
      const { shopping } = scene;
      const broker = brokerOf(log);
      await pause(2_000);
      await begin(broker);
      const since = performance.now();
      await pause(outageSeconds * 1_000);
      const during = writers.calls.filter(({ at }) => at > since);
      const { upTo, waiting } = await readOutboxes(adminUrl);
      const owed = owedNow(shopping);
      await end(broker);
      const restartedAt = performance.now();
      const drainedMs = await expectEventsHandled(adminUrl, limitMs, upTo);
      const settleMs = await settled(owed, { since: restartedAt, shopping, adminUrl });

      writers.check();
      for (const kind of ['address', 'product', 'read']) expect(acknowledged(during, kind)).not.toEqual([]);
      expect(
        during.filter((call) => call.acknowledged === null),
        'refused while Kafka was away',
      ).toEqual([]);
      const before = writers.calls.filter(({ at }) => at < since - 500);
      console.log(
        `${running.title}: Kafka ${title} for ${outageSeconds} s (CHAOS_SEED=${seed}): ${during.length} calls went on, ` +
          `${took(during)} (before: ${took(before)}); ${waiting} events waited, drained and handled after ` +
          `${inSeconds([drainedMs])}; ${owed.length} steps under way settled after ${inSeconds(settleMs)}.`,
      );
    },
    180_000 + outageSeconds * 1_000,
  );

  test('nothing was lost, nothing happened twice', async () => {
    await writers.stop();
    await scene.expectAgreement();
    expect(await withClient(scene.deployment, (client) => writers.missing(client))).toEqual([]);
    expect(scene.deployment.parts.filter((part) => !part.isRunning()).map(({ kind }) => kind)).toEqual([]);
  }, 180_000);
});

function brokerOf({ broker }: RunningLog): KafkaBroker {
  if (!broker) throw new Error('It runs on Kafka.');
  return broker;
}

function took(calls: readonly Call[]): string {
  return inSeconds(calls.map(({ ms }) => ms));
}
