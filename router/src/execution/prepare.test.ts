import { anonymous } from '@caravan/core/principal';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Client } from '../access/client.ts';
import { documentChecks } from '../planning/documents.ts';
import type { Generation } from '../supergraph/generation.ts';
import { preparation } from './prepare.ts';

const schema = buildSchema(
  'enum Grade { CONFIDENTIAL } input Filter { hidden: Int } type Query { a(by: Grade, of: Filter): Int }',
);
const settings = { depth: 9, aliases: 9, rootFields: 9, selections: 9, directives: 9, tokens: 99, nesting: 9 };
const names = { fields: new Set<string>(), required: { collides: () => false } as never };
const check = documentChecks({ schema, names, limits: settings });
const prepare = preparation({
  settings: { ...settings, accessRefusal: 'null' } as never,
  generations: { current: () => ({ schemaOf: () => schema, check: () => check }) as unknown as Generation },
  persisted: { resolve: ({ query }: { query: string }) => ({ query }), refusal: () => null } as never,
  budget: { spent: () => null, fine: async () => {} } as never,
});

const client = (mayIntrospect: boolean): Client => ({
  caller: { principal: anonymous, requestId: 'r', clientAddress: null, userAgent: null },
  rights: { isAuthenticated: false, scopes: new Set(), policies: new Set() },
  contract: 'api',
  apiKeyId: null,
  isHighRate: false,
  mayIntrospect,
  headers: {},
});

test.each([
  ['values of an enum', 'query ($by: Grade) { a(by: $by) }', { by: 'CONFIDENTIA' }, '"CONFIDENTIAL"'],
  ['fields of an input', 'query ($of: Filter) { a(of: $of) }', { of: { hiden: 1 } }, '"hidden"'],
])('who may not introspect is not told %s by what is wrong with variables', async (_what, query, variables, name) => {
  const messagesFor = async (mayIntrospect: boolean) =>
    ((await prepare({ query, variables }, client(mayIntrospect))).errors ?? []).map(({ message }) => message).join();
  expect(await messagesFor(true)).toContain(name);
  expect(await messagesFor(false)).not.toContain(name);
});

test('no variable is called as what graphql-js coerces to no property: limits would not see what subgraphs get', async () => {
  const variables: unknown = JSON.parse('{"__proto__": {"hidden": 1}}');
  const query = 'query ($__proto__: Filter) { a(of: $__proto__) }';
  const { errors } = await prepare({ query, variables }, client(true));
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
