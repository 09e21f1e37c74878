import type { Database } from '@caravan/database/database';
import type { Consumer } from '@caravan/events/consumer';
import { deadLetterCount } from '@caravan/events/dead-letter-store';
import { outboxDepth } from '@caravan/events/outbox';
import type { EventTransport } from '@caravan/events/transport';
import { metrics } from '@caravan/telemetry/metrics';
import { Gauge } from 'prom-client';

type Measured = {
  readonly database: Database;
  readonly transport: EventTransport;
  readonly consumers: readonly Consumer<unknown>[];
};

/** Subgraphs of this process whose events are measured; read when metrics are asked for. */
const measured = new Map<string, Measured>();

new Gauge({
  name: 'caravan_outbox_events',
  help: 'Events that wait for the relay, by subgraph.',
  labelNames: ['subgraph'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (subgraph, { database }) => this.set({ subgraph }, await outboxDepth(database.query)));
  },
});

new Gauge({
  name: 'caravan_dead_letters',
  help: 'Events that a consumer gave up on (dead), and those that wait behind them (parked), by subgraph.',
  labelNames: ['subgraph', 'state'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (subgraph, { database }) => {
      const { dead, parked } = await deadLetterCount(database.query);
      this.set({ subgraph, state: 'dead' }, dead);
      this.set({ subgraph, state: 'parked' }, parked);
    });
  },
});

new Gauge({
  name: 'caravan_consumer_lag_events',
  help: 'Events of the log that a consumer has not handled yet.',
  labelNames: ['consumer'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (_subgraph, { transport, consumers }) => {
      for (const { name, subscriptions } of consumers) {
        const topics = [...new Set(subscriptions.map(({ contract }) => contract.topic))];
        this.set({ consumer: name }, await transport.lag(name, topics));
      }
    });
  },
});

/** Measures the events of a subgraph until the answered function is called. */
export function measureEvents(subgraph: string, parts: Measured): () => void {
  measured.set(subgraph, parts);
  return () => measured.delete(subgraph);
}

/** A database that does not answer leaves the last value; health checks tell of it. */
async function forEach(measure: (subgraph: string, parts: Measured) => Promise<unknown>): Promise<void> {
  await Promise.allSettled([...measured].map(([subgraph, parts]) => measure(subgraph, parts)));
}
