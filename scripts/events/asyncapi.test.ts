import { readFileSync } from 'node:fs';
import specification from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import { allEvents } from '@caravan/contracts/all-events';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceFolder } from '../workspace.ts';
import { asyncApiDocument, asyncApiFile, asyncApiText } from './asyncapi.ts';
import { eventsPage, pageFile } from './page.ts';
import { readRoles } from './roles.ts';

type Document = {
  channels: Record<string, { messages: Record<string, object> }>;
  operations: Record<string, { action: string; messages: { $ref: string }[] }>;
  components: { messages: Record<string, object> };
};

const events = readRoles();
const read = (file: string) => readFileSync(`${workspaceFolder}/${file}`, 'utf8');
const document = parse(asyncApiText(events)) as Document;

/** The official schema brings the schema of schemas along; formats and its own style are not what is tested. */
const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
const isAsyncApi = ajv.compile(specification);
const problemsOf = (candidate: unknown) => (isAsyncApi(candidate) ? [] : isAsyncApi.errors);

/** The first version has the bare name of the event. */
function messageName({ type, version }: { type: string; version: number }): string {
  return version === 1 ? type : `${type}.v${version}`;
}

describe('the document of the events', () => {
  test('is one of AsyncAPI 3, by its own schema', () => {
    expect(problemsOf(document)).toEqual([]);
    expect(document).toEqual(asyncApiDocument(events));
  });

  test.each([
    [
      'an operation that neither sends nor receives',
      { operations: { one: { ...Object.values(document.operations)[0], action: 'shout' } } },
    ],
    ['a channel without a name for its messages', { channels: { one: { address: 1 } } }],
    ['another version', { asyncapi: '2.6.0' }],
  ])('the schema finds %s', (_what, change) => {
    expect(problemsOf({ ...document, ...change })).not.toEqual([]);
  });

  test('refers to what is there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(references.length).toBeGreaterThan(100);
    const missing = references.filter((path) => resolve(path) === undefined);
    expect(missing).toEqual([]);
  });

  test('has every event, sent by somebody and received by somebody', () => {
    expect(Object.keys(document.components.messages)).toEqual([...allEvents.values()].map(messageName).sort());
    for (const action of ['send', 'receive']) {
      const operations = Object.values(document.operations).filter((operation) => operation.action === action);
      const messages = operations.flatMap((operation) => operation.messages.map(({ $ref }) => $ref.split('/').at(-1)));
      expect(new Set(messages)).toEqual(new Set([...allEvents.values()].map(messageName)));
    }
    expect(Object.keys(document.operations)).toContain('payments.stores.receive.caravan.marketplace.store');
    expect(Object.keys(document.operations)).toContain('marketplace.send.caravan.checkout');
  });

  test('is what is committed, and so is the page', () => {
    expect(asyncApiText(events)).toBe(read(asyncApiFile));
    expect(eventsPage(events)).toBe(read(pageFile));
  });
});

test('the page marks what is sealed, and keeps its introduction', () => {
  const page = eventsPage(events);
  expect(page).toContain('| `address` | Sealed |');
  expect(page).toContain('## Changing an event');
  expect(page.match(/^### /gm)).toHaveLength(allEvents.size);
});

function resolve(path: string): unknown {
  const steps = path.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}
