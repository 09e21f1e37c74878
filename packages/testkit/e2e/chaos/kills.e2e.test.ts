import { setTimeout as pause } from 'node:timers/promises';
import { emptyTestDatabase } from '@caravan/testkit/database';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../trading/random.ts';
import type { Step, Trade } from '../trading/trade.ts';
import { expectEventsHandled } from './event-accounts.ts';
import type { Part } from './forms.ts';
import { moment, momentKinds } from './moments.ts';
import { chosenRunnings, type RunningLog, seed, startLog } from './runnings.ts';
import { openScene, type Scene } from './scenes.ts';
import { inSeconds, owedNow, settled } from './settling.ts';

const moments = Number(process.env.CHAOS_MOMENTS ?? 6);
const buyers = 6;
/** Steps that are under way at a kill, at least. */
const fewestOwed = 3;

describe.each(chosenRunnings())('$title', (running) => {
  const { adminUrl } = emptyTestDatabase();
  const random = seededRandom(seed);
  let log: RunningLog;
  let scene: Scene;
  beforeAll(async () => {
    log = await startLog(running);
    scene = await openScene({ form: running.form, adminUrl, settings: log.settings, buyers, random });
  }, 120_000);
  afterAll(async () => {
    await scene?.stop();
    await log?.remove();
  }, 60_000);

  test(
    `${moments} times a part is killed and started again: every trade ends within 60 s (CHAOS_SEED=${seed})`,
    async () => {
      const deaths: Death[] = [];
      while (deaths.length < moments) deaths.push(await killOne(scene, deaths.length, random));
      await scene.expectAgreement();
      report(running.title, scene, deaths);
    },
    60_000 + moments * 40_000,
  );

  test('whoever tells of other trades, or loses an event, is found out', async () => {
    const { trades } = scene.shopping;
    const one = trades.find(({ status }) => status === 'CONFIRMED');
    if (!one) throw new Error('Some trade is confirmed.');
    const others = trades.filter((trade) => trade !== one);
    const lies = [others, [...trades, one], [...others, { ...one, fate: one.fate === 'kept' ? 'delivered' : 'kept' }]];
    for (const lie of lies as Trade[][]) await expect(scene.expectAgreement(lie)).rejects.toThrow();
    await forgetOneEffect(adminUrl);
    await expect(expectEventsHandled(adminUrl, 0)).rejects.toThrow('events without their effect');
  }, 60_000);
});

async function forgetOneEffect(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin`delete from payments.inbox where event_id = (select max(event_id::text)::uuid from payments.inbox)`;
  } finally {
    await admin.end({ timeout: 5 });
  }
}

type Death = {
  readonly kind: string;
  /** Start-up included. */
  readonly settleMs: readonly number[];
  readonly startMs: number;
};

/** Kills a part at a moment of running trades, starts it again, and waits until all that was owed then has happened. */
async function killOne(scene: Scene, number: number, random: () => number): Promise<Death> {
  const { deployment, doors, shopping, adminUrl } = scene;
  const when = momentKinds[number % momentKinds.length] ?? 'random';
  const victim = chooseVictim(deployment.parts, when === 'relay', random);
  while (owedNow(shopping).length < fewestOwed) {
    shopping.check();
    await pause(5);
  }
  await moment(when, victim, { ...scene, random });
  const owed = owedNow(shopping);
  if (victim.door) doors.shut(victim.door);
  await victim.kill();
  const since = performance.now();
  await victim.start();
  const startMs = performance.now() - since;
  if (victim.door) doors.open(victim.door);
  return { kind: victim.kind, startMs, settleMs: await settled(owed, { since, shopping, adminUrl }) };
}

function chooseVictim(parts: readonly Part[], publishes: boolean, random: () => number): Part {
  const possible = publishes ? parts.filter(({ outboxes }) => outboxes.length > 0) : parts;
  const victim = possible[Math.floor(random() * possible.length)];
  if (!victim) throw new Error('A deployment has parts.');
  return victim;
}

function report(title: string, { shopping: { trades }, doors }: Scene, deaths: readonly Death[]): void {
  const byKind = [...Map.groupBy(deaths, ({ kind }) => kind)].map(([kind, all]) => {
    const times = all.flatMap(({ settleMs }) => settleMs);
    return `  ${kind}: killed ${all.length} times with ${times.length} steps under way: ${inSeconds(times)}; started in ${inSeconds(all.map(({ startMs }) => startMs))}`;
  });
  const all = deaths.flatMap(({ settleMs }) => settleMs);
  console.log(
    [
      `${title}: ${deaths.length} kills (CHAOS_SEED=${seed}) with ${all.length} steps under way, settled after the restart: ${inSeconds(all)}`,
      ...byKind,
      `  ends: ${countBy(trades, endOf)}; expiries late by at most ${inSeconds(trades.flatMap(latenesses))}`,
      `  tried again: ${[...doors.refusals].map(([said, times]) => `${said} ${times}`).join(', ') || 'nothing'}`,
    ].join('\n'),
  );
}

function endOf({ status, fate }: Trade): string {
  return status === 'CONFIRMED' ? fate : String(status);
}

function latenesses({ steps }: Trade): number[] {
  const isExpiry = ({ what }: Step) => what === 'an unpaid checkout ends';
  return steps.filter(isExpiry).map(({ since, endedAt }) => (endedAt ?? Number.POSITIVE_INFINITY) - since);
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): string {
  return [...Map.groupBy(items, key)].map(([name, all]) => `${all.length} ${name}`).join(', ');
}
