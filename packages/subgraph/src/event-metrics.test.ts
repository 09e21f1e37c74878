import type { Consumer } from '@caravan/events/consumer';
import { metrics } from '@caravan/telemetry/metrics';
import { expect, test } from 'vitest';
import { measureEvents } from './event-metrics.ts';

type Measured = Parameters<typeof measureEvents>[1];

/** Of which only what is asked here is there. */
function parts(answers: { database(): Promise<unknown[]>; lag(): Promise<number> }): Measured {
  const consumer = { name: 'harbour.reader', subscriptions: [] } as unknown as Consumer<unknown>;
  const database = { client: answers.database } as unknown as Measured['database'];
  const transport = { lag: answers.lag } as unknown as Measured['transport'];
  return { database, transport, consumers: [consumer] };
}

async function told(): Promise<Record<string, number>> {
  const { values = [] } = (await metrics.getSingleMetric('caravan_dependency_up')?.get()) ?? {};
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.dependency), value]));
}

test('what a subgraph needs is up while it answers', async () => {
  let databaseAway = false;
  const stop = measureEvents(
    'harbour',
    parts({
      database: async () => {
        if (databaseAway) throw new Error('connection refused');
        return [{ up: 1 }];
      },
      lag: async () => 0,
    }),
  );
  expect(await told()).toEqual({ database: 1, events: 1 });
  databaseAway = true;
  expect(await told()).toEqual({ database: 0, events: 1 });
  stop();
});
