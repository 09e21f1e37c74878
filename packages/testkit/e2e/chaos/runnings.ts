import type { Environment } from '@caravan/config/configuration';
import { type KafkaBroker, startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import type { Form } from './forms.ts';

/** A way of running Caravan. */
export type Running = { readonly form: Form; readonly log: 'the embedded log' | 'Kafka'; readonly title: string };

const all: readonly Running[] = (['distributed', 'one process'] as const).flatMap((form) =>
  (['Kafka', 'the embedded log'] as const).map((log) => ({ form, log, title: `${form} on ${log}` })),
);

/**
 * The ways of running that are tested: those whose titles hold `CHAOS_FORMS`, the first by default; `all` for each.
 * Without Java there is no Kafka; it is said that those are left out.
 */
export function chosenRunnings(): Running[] {
  if (withoutKafka) console.warn(`Chaos on Kafka is left out: it ${withoutKafka}.`);
  const possible = all.filter(({ log }) => log !== 'Kafka' || !withoutKafka);
  const wanted = process.env.CHAOS_FORMS;
  if (!wanted) return possible.slice(0, 1);
  return wanted === 'all' ? possible : possible.filter(({ title }) => title.includes(wanted));
}

export const seed = Number(process.env.CHAOS_SEED ?? 20_261_121);

export type RunningLog = {
  /** Settings of parts that use it. */
  readonly settings: Environment;
  readonly broker: KafkaBroker | null;
  remove(): Promise<void>;
};

/** Starts a broker when events are on Kafka. */
export async function startLog({ log }: Running): Promise<RunningLog> {
  if (log !== 'Kafka') return { settings: {}, broker: null, remove: async () => {} };
  const broker = await startKafkaBroker();
  return { broker, settings: { KAFKA_BROKERS: broker.brokers }, remove: broker.remove };
}
