/* oxlint-disable max-lines-per-function -- a suite of tests, shared by the tests of each transport */
import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@caravan/contracts/event';
import { afterEach, describe, expect, test } from 'vitest';
import type { EventTransport } from '../transport.ts';
import { envelopeOf, thingMoved } from './fixtures.ts';

/** What every transport promises. `open` answers another instance on the same log each time. */
export function transportContract(name: string, open: () => Promise<EventTransport>): void {
  const opened: { stop(): Promise<void> }[] = [];
  const transport = async () => {
    const instance = await open();
    opened.push({ stop: () => instance.close() });
    return instance;
  };
  const consume = async (instance: EventTransport, group: string, topic: string) => {
    const events: EventEnvelope[] = [];
    const handle = async (batch: EventEnvelope[]) => void events.push(...batch);
    const running = await instance.consume({ group, topics: [topic], handle });
    opened.push(running);
    return { events, stop: () => running.stop() };
  };
  afterEach(async () => {
    for (const part of opened.splice(0).reverse()) await part.stop();
  });

  describe(`${name} as a transport`, () => {
    test('hands every event to every group once, unchanged and in order', async () => {
      const contract = thingMoved();
      const sent = numbered(contract, 500);
      const instance = await transport();
      const first = await consume(instance, groupName(), contract.topic);
      await instance.append(sent.slice(0, 250));
      await instance.append(sent.slice(250));
      const second = await consume(instance, groupName(), contract.topic);
      for (const { events } of [first, second]) {
        await expect.poll(() => events.length, { timeout: 10_000 }).toBe(500);
        expect(bySubject(events)).toEqual(bySubject(sent));
      }
    });

    test('reads what it holds as of now, from the start or from a time', async () => {
      const contract = thingMoved();
      const instance = await transport();
      const sent = numbered(contract, 450);
      await instance.append(sent);
      const found: EventEnvelope[] = [];
      for await (const batch of instance.read({ topics: [contract.topic] })) {
        if (found.length === 0) await instance.append(numbered(contract, 5));
        found.push(...batch);
      }
      expect(bySubject(found)).toEqual(bySubject(sent));
      const since = new Date(Date.now() + 60_000);
      for await (const batch of instance.read({ topics: [contract.topic], fromTime: since })) found.push(...batch);
      expect(found).toHaveLength(450);
    });

    test('hands a batch again when handling it failed', async () => {
      const contract = thingMoved();
      const instance = await transport();
      const seen: string[][] = [];
      const handle = async (batch: EventEnvelope[]) => {
        seen.push(batch.map(({ id }) => id));
        if (seen.length < 3) throw new Error('not now');
      };
      opened.push(await instance.consume({ group: groupName(), topics: [contract.topic], handle }));
      const sent = numbered(contract, 3, 1);
      await instance.append(sent);
      await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(3);
      expect(seen[2]).toEqual(sent.map(({ id }) => id));
    });

    test('continues where the group stood', async () => {
      const contract = thingMoved();
      const group = groupName();
      const sent = numbered(contract, 10);
      const instance = await transport();
      const before = await consume(instance, group, contract.topic);
      await instance.append(sent.slice(0, 5));
      await expect.poll(() => before.events.length, { timeout: 10_000 }).toBe(5);
      await before.stop();
      await instance.append(sent.slice(5));
      expect(await instance.lag(group, [contract.topic])).toBe(5);
      const after = await consume(await transport(), group, contract.topic);
      await expect.poll(() => after.events.length, { timeout: 10_000 }).toBe(5);
      expect(bySubject(after.events)).toEqual(bySubject(sent.slice(5)));
      await expect.poll(() => instance.lag(group, [contract.topic])).toBe(0);
    });

    test('hands each subject of a group to one instance at a time, and another takes over', async () => {
      const contract = thingMoved();
      const group = groupName();
      const [one, other] = [await transport(), await transport()];
      const first = await consume(one, group, contract.topic);
      await one.append(numbered(contract, 5));
      await expect.poll(() => first.events.length, { timeout: 10_000 }).toBe(5);
      const second = await consume(other, group, contract.topic);
      await first.stop();
      const stoppedAt = first.events.length;
      const late = numbered(contract, 50);
      await one.append(late);
      await expect.poll(() => second.events.length, { timeout: 20_000 }).toBe(50);
      expect(bySubject(second.events)).toEqual(bySubject(late));
      expect(first.events).toHaveLength(stoppedAt);
    });

    test('hands followers what comes after they joined, each of them', async () => {
      const contract = thingMoved();
      const [one, other] = [await transport(), await transport()];
      await one.append(numbered(contract, 5));
      const late = numbered(contract, 5);
      const followed: EventEnvelope[][] = [];
      for (const instance of [one, other]) {
        const events: EventEnvelope[] = [];
        followed.push(events);
        const onEvent = (event: EventEnvelope) => void events.push(event);
        opened.push(await instance.follow({ topics: [contract.topic], onEvent, onGap: () => undefined }));
      }
      await one.append(late);
      for (const events of followed) {
        await expect.poll(() => events.length, { timeout: 10_000 }).toBe(5);
        expect(bySubject(events)).toEqual(bySubject(late));
      }
    });

    test('hands a follower what was appended since a time', async () => {
      const contract = thingMoved();
      const instance = await transport();
      const sent = numbered(contract, 3);
      await instance.append(sent);
      const events: EventEnvelope[] = [];
      const following = {
        topics: [contract.topic],
        onEvent: (event: EventEnvelope) => void events.push(event),
        onGap: () => undefined,
      };
      opened.push(await instance.follow({ ...following, fromTime: new Date(Date.now() - 60_000) }));
      await expect.poll(() => bySubject(events), { timeout: 10_000 }).toEqual(bySubject(sent));
    });
  });
}

/** Order holds among the events of a subject. */
function bySubject(events: readonly EventEnvelope[]): Record<string, EventEnvelope[]> {
  return Object.groupBy(events, ({ subject }) => subject) as Record<string, EventEnvelope[]>;
}

function numbered(contract: ReturnType<typeof thingMoved>, count: number, subjectCount = 5): EventEnvelope[] {
  const subjects = Array.from({ length: subjectCount }, () => randomUUID());
  return Array.from({ length: count }, (_, number) =>
    envelopeOf(contract, {
      subject: subjects[number % subjectCount] as string,
      data: { number, note: 'über "alles" 🐫' },
    }),
  );
}

function groupName(): string {
  return `shop.group-${randomUUID()}`;
}
