import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { incompatibilities } from './compatibility.ts';
import { payloadSchema } from './payload-schema.ts';

const schemaOf = (data: z.ZodType) =>
  payloadSchema({ type: 'shop.ThingMoved', version: 1, topic: 'caravan.shop.thing', description: '', data });

const fields = {
  id: z.uuid(),
  state: z.enum(['HERE', 'THERE']),
  count: z.int(),
  note: z.string().nullable(),
  hint: z.string().optional(),
  price: z.object({ amountMinor: z.string(), currency: z.string().length(3) }),
  parts: z.array(z.object({ partId: z.uuid(), by: z.object({ kind: z.enum(['STORE']) }) })),
};
const part = fields.parts.element.shape;
const before = z.object(fields);

describe('compatible is', () => {
  test.each([
    ['the same', before],
    ['another optional field', before.extend({ colour: z.string().optional() })],
    ['another optional field inside', before.extend({ price: fields.price.extend({ tax: z.string().optional() }) })],
    [
      'another optional field in a list',
      before.extend({ parts: z.array(z.object({ ...part, size: z.int().optional() })) }),
    ],
    ['another order of fields', z.object(Object.fromEntries(Object.entries(fields).reverse()))],
    ['another order of values', before.extend({ state: z.enum(['THERE', 'HERE']) })],
    ['another description', before.extend({ id: fields.id.meta({ title: 'Id', description: 'Which thing.' }) })],
  ])('%s', (_what, after) => {
    expect(incompatibilities(schemaOf(before), schemaOf(after))).toEqual([]);
  });
});

describe('incompatible is', () => {
  test.each([
    ['a field that is gone', before.omit({ count: true }), 'count was removed'],
    ['an optional field that is gone', before.omit({ hint: true }), 'hint was removed'],
    ['another name', before.omit({ count: true }).extend({ number: z.int() }), 'number is new and must be there'],
    ['another required field', before.extend({ colour: z.string() }), 'colour is new and must be there'],
    ['an optional field that must be there', before.extend({ hint: z.string() }), 'hint must be there now'],
    ['a field that may be absent', before.partial({ count: true }), 'count may be absent now'],
    ['another type', before.extend({ count: z.string() }), 'type of count was "integer" and is "string"'],
    ['a wider number', before.extend({ count: z.number() }), 'type of count was "integer" and is "number"'],
    ['null where there was none', before.extend({ id: z.uuid().nullable() }), 'of id was'],
    ['no null where there was one', before.extend({ note: z.string() }), 'type of note was'],
    ['a value that is gone', before.extend({ state: z.enum(['HERE']) }), 'state is never THERE any more'],
    [
      'a value that old readers refuse',
      before.extend({ state: z.enum(['HERE', 'THERE', 'GONE']) }),
      'state can be GONE now',
    ],
    ['any text where there were values', before.extend({ state: z.string() }), 'state is never HERE any more'],
    ['a tighter limit', before.extend({ count: z.int().min(1) }), 'minimum of count was not there and is 1'],
    [
      'another length',
      before.extend({ price: fields.price.extend({ currency: z.string() }) }),
      'minLength of price.currency',
    ],
    ['another format', before.extend({ id: z.string() }), 'format of id was "uuid" and is not there'],
    ['a list of something else', before.extend({ parts: z.array(z.string()) }), 'type of parts[] was "object"'],
    ['one where there was a list', before.extend({ parts: z.object(part) }), 'type of parts was "array"'],
    [
      'a value deep inside',
      before.extend({ parts: z.array(z.object({ ...part, by: z.object({ kind: z.enum(['STORE', 'US']) }) })) }),
      'parts[].by.kind can be US now',
    ],
    [
      'another kind of one of several',
      before.extend({ note: z.union([z.string(), z.int(), z.null()]) }),
      'of note was',
    ],
  ])('%s', (_what, after, problem) => {
    expect(incompatibilities(schemaOf(before), schemaOf(after)).join('\n')).toContain(problem);
  });

  test('whatever the other way round is, but for an optional field', () => {
    const wider = z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]);
    const narrower = z.union([z.object({ a: z.string() }), z.object({ b: z.int() })]);
    expect(incompatibilities(schemaOf(wider), schemaOf(narrower))).toEqual(['type of b was "string" and is "integer"']);
    expect(incompatibilities(schemaOf(narrower), schemaOf(wider))).toHaveLength(1);
  });
});
