import { fileURLToPath } from 'node:url';
import type { Configuration } from '@caravan/config/configuration';
import { eventSettings } from '@caravan/config/settings/events';
import { defineEvent } from '@caravan/contracts/event';
import { type Database, openDatabase } from '@caravan/database/database';
import { z } from 'zod';

/** What is written, announced and taken: a fact of the schema `shop`, an effect of it in the schema `ledger`. */
export const ThingChanged = defineEvent({
  type: 'shop.ThingChanged',
  version: 1,
  topic: 'caravan.shop.thing',
  description: 'A thing changed.',
  data: z.object({ number: z.int(), note: z.string() }),
});

/** About as long as the payloads of orders are. */
export const note = 'n'.repeat(400);

/** Things that change; order holds for each. */
export const subjects = 1_000;
export const writers = 20;

export type Part = {
  readonly url: string;
  /** Of Kafka; null for the embedded log. */
  readonly brokers: string | null;
  /** Of Kafka's topics and groups. */
  readonly prefix: string;
  readonly logUrl: string;
};

/** How many facts, as fast as they can be written or so many a second. */
export type Task = { readonly count: number; readonly perSecond: number | null; readonly events: boolean };

export function openSchema(url: string, schema: string): Database {
  return openDatabase({ url, schema, poolSize: writers, statementTimeoutMs: 60_000, attempts: 8 });
}

type Settings = Readonly<Record<string, { schema: z.ZodType }>>;

/** Without anything configured: what is measured is what people get. */
export function asTheyCome<Group extends Settings>(group: Group) {
  const defaults = Object.entries(group).map(([name, { schema }]) => [name, schema.parse(undefined)]);
  return Object.fromEntries(defaults) as { [Name in keyof Group]: z.output<Group[Name]['schema']> };
}

export function settingsAsTheyCome(): Configuration['events'] {
  return asTheyCome(eventSettings);
}

export function pathOf(module: string): string {
  return fileURLToPath(new URL(module, import.meta.url));
}
