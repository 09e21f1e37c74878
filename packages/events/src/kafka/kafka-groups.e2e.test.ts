import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventContract, EventEnvelope } from '@caravan/contracts/event';
import { testDatabase } from '@caravan/testkit/database';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventsMigrations } from '../outbox.ts';
import { startConsumer } from '../run-consumer.ts';
import { countEffects, createEffects, effectsConsumer } from '../testing/effects.ts';
import { envelopeOf, eventSettings, quiet, thingMoved } from '../testing/fixtures.ts';
import { kafkaSettings } from '../testing/kafka.ts';
import type { EventTransport } from '../transport.ts';
import { openKafkaTransport } from './kafka-transport.ts';

const { database, url } = testDatabase('shop', [{ name: 'events', folder: eventsMigrations }]);
const instanceScript = fileURLToPath(new URL('../testing/kafka-instance.ts', import.meta.url));

describe.skipIf(withoutKafka)(`Consumer groups on Kafka${withoutKafka ? ` (${withoutKafka})` : ''}`, () => {
  let broker: KafkaBroker;
  const opened: { stop(): Promise<unknown> }[] = [];
  beforeAll(async () => {
    broker = await startKafkaBroker();
    await createEffects(database);
  });
  afterEach(async () => {
    for (const part of opened.splice(0).reverse()) await part.stop();
  });
  afterAll(() => broker.remove());

  const open = async (settings: Parameters<typeof kafkaSettings>[1] = {}) => {
    const transport = await openKafkaTransport({
      settings: kafkaSettings(broker.brokers, { sessionTimeoutMs: 6_000, ...settings }),
      logger: quiet,
    });
    opened.push({ stop: () => transport.close() });
    return transport;
  };

  type Change = (transport: EventTransport) => EventTransport;
  /** Takes part in a group until it is told to leave. */
  const join = async (name: string, contract: EventContract, change: Change = (transport) => transport) => {
    const transport = await open();
    const part = await startConsumer({
      consumer: effectsConsumer(name, contract),
      // Slower than events come, so that whoever leaves has some in hand.
      deps: { happen: () => pause(4) },
      database,
      transport: change(transport),
      settings: eventSettings(),
      logger: quiet,
    });
    const leave = async () => {
      await part.stop();
      await transport.close();
    };
    opened.push({ stop: leave });
    return { leave };
  };

  /** Instances join and leave while events flow; then one stays until nothing more happens. */
  async function storm(change: Change) {
    const contract = thingMoved();
    const name = `shop.storm-${randomUUID()}`;
    const writer = await open();
    const sent = numbered(contract, 5_000, 50);
    const writing = (async () => {
      for (let from = 0; from < sent.length; from += 50) {
        await writer.append(sent.slice(from, from + 50));
        await pause(20);
      }
    })();
    const members = [await join(name, contract, change)];
    for (const step of ['join', 'join', 'leave', 'join', 'leave', 'leave', 'join', 'leave'] as const) {
      await pause(400);
      if (step === 'join') members.push(await join(name, contract, change));
      else await members.shift()?.leave();
    }
    await writing;
    await expect.poll(() => writer.lag(name, [contract.topic]), { timeout: 30_000 }).toBe(0);
    return countEffects(database, name);
  }

  test('every event has one effect and in order while instances join and leave', async () => {
    expect(await storm((transport) => transport)).toEqual({ events: 5_000, doubled: 0, outOfOrder: 0 });
  });

  test('mutant: saving offsets before the handler loses events', async () => {
    const early: Change = (transport) => ({
      ...transport,
      consume: (options) =>
        transport.consume({
          ...options,
          handle: async (batch) => void options.handle(batch).catch(() => undefined),
        }),
    });
    expect((await storm(early)).events).toBeLessThan(5_000);
  });

  test('a batch that takes minutes holds up its partition alone, and its instance stays a member', async () => {
    const contract = thingMoved();
    const transport = await open({ slowBatchMs: 200 });
    const released = Promise.withResolvers<void>();
    const handled: number[] = [];
    let slow = 0;
    const running = await transport.consume({
      group: `shop.slow-${randomUUID()}`,
      topics: [contract.topic],
      async handle(batch) {
        if (batch.some(({ subject }) => subject === 'slow')) {
          slow += 1;
          await released.promise;
        }
        for (const { data } of batch) handled.push((data as { number: number }).number);
      },
    });
    opened.push(running);
    await transport.append([envelopeOf(contract, { subject: 'slow', data: { number: 0 } })]);
    await expect.poll(() => slow, { timeout: 10_000 }).toBe(1);
    const others = numbered(contract, 100, 20);
    for (const event of others) {
      await transport.append([event]);
      await pause(65);
    }
    // One of the three partitions waits behind the slow event; the session's time-out has passed meanwhile.
    expect(handled.length).toBeGreaterThan(40);
    expect(slow).toBe(1);
    released.resolve();
    await expect.poll(() => handled.length, { timeout: 10_000 }).toBe(101);
    expect(slow).toBe(1);
  });

  test('what an instance had in hand when it froze or was killed goes to another, and nothing happens twice', async () => {
    const contract = thingMoved();
    const name = `shop.killed-${randomUUID()}`;
    const writer = await open();
    const { child, handling } = startInstance({
      brokers: broker.brokers,
      url,
      consumer: name,
      contract,
      handlingMs: 50,
    });
    opened.push({ stop: () => end(child) });
    await writer.append(numbered(contract, 100, 10));
    await handling;
    child.kill('SIGSTOP');
    await join(name, contract);
    // The frozen one holds locks of the subjects in its hand; the others are handled once its session has ended.
    await expect.poll(async () => (await countEffects(database, name)).events, { timeout: 20_000 }).toBeGreaterThan(50);
    child.kill('SIGCONT');
    await expect.poll(() => writer.lag(name, [contract.topic]), { timeout: 20_000 }).toBe(0);
    const more = numbered(contract, 100, 10, 100);
    await writer.append(more);
    await expect
      .poll(async () => (await countEffects(database, name)).events, { timeout: 20_000 })
      .toBeGreaterThan(110);
    child.kill('SIGKILL');
    await expect.poll(() => writer.lag(name, [contract.topic]), { timeout: 20_000 }).toBe(0);
    await expect
      .poll(() => countEffects(database, name), { timeout: 10_000 })
      .toEqual({ events: 200, doubled: 0, outOfOrder: 0 });
  });
});

function numbered(contract: EventContract, count: number, subjects: number, from = 0): EventEnvelope[] {
  return Array.from({ length: count }, (_, index) =>
    envelopeOf(contract, { subject: `subject ${index % subjects}`, data: { number: from + index } }),
  );
}

function startInstance(options: object): { child: ChildProcess; handling: Promise<unknown> } {
  const child = spawn(process.execPath, [instanceScript, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  return { child, handling: once(lines, 'line') };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
