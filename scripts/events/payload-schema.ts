import type { EventContract } from '@caravan/contracts/event';
import { z } from 'zod';

/** JSON Schema (draft 7) as far as contracts use it. */
export type JsonSchema = {
  readonly [keyword: string]: unknown;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
};

/** What the payload of an event must be. Fields besides are allowed: whoever reads leaves out what it does not know. */
export function payloadSchema(contract: EventContract): JsonSchema {
  return tidy(z.toJSONSchema(contract.data, { io: 'input', target: 'draft-7' }) as JsonSchema);
}

/** Without what says nothing about events: the dialect, patterns that repeat a format, and the ends of safe integers. */
function tidy(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(
    ([keyword, content]) =>
      keyword !== '$schema' &&
      !(keyword === 'pattern' && schema.format) &&
      !((keyword === 'maximum' || keyword === 'minimum') && Math.abs(Number(content)) === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(kept.map(([keyword, content]) => [keyword, mapSchemas(keyword, content, tidy)]));
}

/** What a keyword holds, with the schemas in it changed. Names of properties are not keywords. */
export function mapSchemas(keyword: string, content: unknown, change: (schema: JsonSchema) => JsonSchema): unknown {
  if (Array.isArray(content)) return content.map((each) => mapSchemas('', each, change));
  if (!isObject(content)) return content;
  if (keyword !== 'properties') return change(content);
  return Object.fromEntries(Object.entries(content).map(([name, schema]) => [name, change(schema as JsonSchema)]));
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
