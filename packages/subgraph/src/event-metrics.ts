import type { Database } from '@caravan/database/database';
import { type Consumer, topicsOf } from '@caravan/events/consumer';
import { readControls } from '@caravan/events/consumer-controls';
import { deadLetterCounts } from '@caravan/events/dead-letter-store';
import { outboxDepth, outboxOldestSeconds } from '@caravan/events/outbox';
import type { EventTransport } from '@caravan/events/transport';
import { checkHealth } from '@caravan/telemetry/health';
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
  name: 'caravan_outbox_oldest_seconds',
  help: 'For how long the first event that waits for the relay has waited, by subgraph; 0 when none waits.',
  labelNames: ['subgraph'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (subgraph, { database }) => this.set({ subgraph }, await outboxOldestSeconds(database.query)));
  },
});

/** By subgraph: consumers, also former ones that left letters, whose numbers go back to 0 when their letters go. */
const toldLetters = new Map<string, Set<string>>();

new Gauge({
  name: 'caravan_dead_letters',
  help: 'Events that a consumer gave up on (dead), and those that wait behind them (parked).',
  labelNames: ['subgraph', 'consumer', 'state'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (subgraph, { database, consumers }) => {
      const counts = new Map((await deadLetterCounts(database.query)).map((count) => [count.consumer, count]));
      const told = toldLetters.get(subgraph) ?? new Set(consumers.map(({ name }) => name));
      toldLetters.set(subgraph, told);
      for (const consumer of counts.keys()) told.add(consumer);
      for (const consumer of told) {
        this.set({ subgraph, consumer, state: 'dead' }, counts.get(consumer)?.dead ?? 0);
        this.set({ subgraph, consumer, state: 'parked' }, counts.get(consumer)?.parked ?? 0);
      }
    });
  },
});

new Gauge({
  name: 'caravan_consumer_state',
  help: 'Whether a consumer is running, paused or replaying: 1 for the state it is in, else 0.',
  labelNames: ['subgraph', 'consumer', 'state'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (subgraph, { database, consumers }) => {
      const states = new Map((await readControls(database.query)).map(({ consumer, state }) => [consumer, state]));
      for (const { name: consumer } of consumers) {
        const current = states.get(consumer) ?? 'RUNNING';
        for (const state of ['RUNNING', 'PAUSED', 'REPLAYING'] as const)
          this.set({ subgraph, consumer, state: state.toLowerCase() }, state === current ? 1 : 0);
      }
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
      for (const each of consumers) this.set({ consumer: each.name }, await transport.lag(each.name, topicsOf(each)));
    });
  },
});

new Gauge({
  name: 'caravan_dependency_up',
  help: 'Whether a subgraph reaches its database and the event log: 1 or 0.',
  labelNames: ['subgraph', 'dependency'] as const,
  registers: [metrics],
  async collect() {
    await forEach(async (subgraph, { database, transport, consumers: [consumer] }) => {
      const { parts } = await checkHealth({
        database: async () => (await database.client`select 1 as up`).length === 1,
        ...(consumer && { events: async () => (await transport.lag(consumer.name, topicsOf(consumer))) >= 0 }),
      });
      for (const [dependency, state] of Object.entries(parts))
        this.set({ subgraph, dependency }, state === 'up' ? 1 : 0);
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
