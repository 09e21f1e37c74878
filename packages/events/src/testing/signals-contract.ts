import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { type Signal, SignalTooLarge, type SignalTransport } from '../signals.ts';

/** What both carriers of signals promise. `open` answers another process' end each time. */
export function signalsContract(name: string, open: () => Promise<SignalTransport>): void {
  const opened: SignalTransport[] = [];
  const end = async () => {
    const transport = await open();
    opened.push(transport);
    return transport;
  };
  afterEach(async () => {
    for (const transport of opened.splice(0)) await transport.close();
  });
  const signal = (channel: string, number: number): Signal => ({ channel, subject: 'courier 1', data: { number } });

  describe(`${name} as a carrier of signals`, () => {
    test('tells everybody who hears its channel, in order, and nobody else', async () => {
      const [one, other] = [await end(), await end()];
      const channel = `position-${randomUUID()}`;
      const heard: Signal[][] = [];
      for (const transport of [one, other]) {
        const signals: Signal[] = [];
        heard.push(signals);
        await transport.hear({ channels: [channel], onSignal: (each) => void signals.push(each) });
      }
      const sent = Array.from({ length: 50 }, (_, index) => signal(channel, index + 1));
      await one.send(signal(`typing-${randomUUID()}`, 1));
      for (const each of sent) await one.send(each);
      for (const signals of heard) await expect.poll(() => signals, { timeout: 10_000 }).toEqual(sent);
    });

    test('tells nothing after the end, and goes on after a listener that failed', async () => {
      const transport = await end();
      const channel = `position-${randomUUID()}`;
      const heard: Signal[] = [];
      const fail = () => {
        throw new Error('a bad listener');
      };
      await transport.hear({ channels: [channel], onSignal: fail });
      const stopped = await transport.hear({ channels: [channel], onSignal: fail });
      await stopped.stop();
      await transport.hear({ channels: [channel], onSignal: (each) => void heard.push(each) });
      await transport.send(signal(channel, 1));
      await expect.poll(() => heard, { timeout: 10_000 }).toEqual([signal(channel, 1)]);
    });

    test('refuses what is larger than any carrier takes', async () => {
      const transport = await end();
      const large = { channel: 'position', subject: 'courier 1', data: 'x'.repeat(8_000) };
      await expect(transport.send(large)).rejects.toThrow(SignalTooLarge);
      await expect(transport.send({ ...large, data: 'x'.repeat(7_800) })).resolves.toBeUndefined();
    });
  });
}
