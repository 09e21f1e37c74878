import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './payload-schema.ts';

/**
 * Why events of a schema and readers of another do not go together, in words; nothing when they do.
 *
 * Two versions of Caravan run side by side during an upgrade, and the log keeps what the former ever published. So
 * readers of either schema must accept what is valid in the other, and the one change that both bear is another field
 * that may be absent: readers that do not know it leave it out.
 */
export function incompatibilities(before: JsonSchema, after: JsonSchema, path = ''): string[] {
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !annotations.has(name),
  );
  return keywords.flatMap((keyword) => {
    if (keyword === 'properties') return ofProperties(before, after, path);
    // Told of with the properties.
    if (keyword === 'required') return [];
    if (keyword === 'enum') return ofEnum(before.enum ?? [], after.enum ?? [], path);
    return ofKeyword(keyword, { before: before[keyword], after: after[keyword] }, path);
  });
}

/** Keywords that say nothing about what is valid. */
const annotations = new Set(['title', 'description', 'examples', 'deprecated', '$comment', 'default']);

function ofProperties(before: JsonSchema, after: JsonSchema, path: string): string[] {
  const [fields, newFields] = [before.properties ?? {}, after.properties ?? {}];
  const wasRequired = new Set(before.required);
  const isRequired = new Set(after.required);
  const kept = Object.entries(fields).flatMap(([name, schema]) => {
    const field = path ? `${path}.${name}` : name;
    const changed = newFields[name];
    if (!changed) return [`${field} was removed`];
    if (isRequired.has(name) && !wasRequired.has(name)) return [`${field} must be there now, and was optional`];
    if (wasRequired.has(name) && !isRequired.has(name)) return [`${field} may be absent now, and was always there`];
    return incompatibilities(schema, changed, field);
  });
  const added = Object.keys(newFields)
    .filter((name) => !(name in fields) && isRequired.has(name))
    .map((name) => `${path ? `${path}.` : ''}${name} is new and must be there; old events lack it`);
  return [...kept, ...added];
}

function ofEnum(before: readonly unknown[], after: readonly unknown[], path: string): string[] {
  const field = path || 'the payload';
  return [
    ...before.filter((value) => !after.includes(value)).map((value) => `${field} is never ${String(value)} any more`),
    ...after.filter((value) => !before.includes(value)).map((value) => `${field} can be ${String(value)} now`),
  ];
}

function ofKeyword(keyword: string, values: { before: unknown; after: unknown }, path: string): string[] {
  const { before, after } = values;
  if (isSchema(before) && isSchema(after))
    return incompatibilities(before, after, keyword === 'items' ? `${path}[]` : path);
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((value, index) => ofKeyword(keyword, { before: value, after: after[index] }, path));
  }
  if (isDeepStrictEqual(before, after)) return [];
  return [`${keyword} of ${path || 'the payload'} was ${textOf(before)} and is ${textOf(after)}`];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
