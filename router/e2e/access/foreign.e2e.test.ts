import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@caravan/telemetry/logger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Router, startRouter } from '../../src/start-router.ts';
import { type PlainSubgraph, servePlainSubgraph, supergraphOf } from '../any-supergraph/plain-subgraphs.ts';
import { type Answer, once, openClient, post, testConfiguration } from '../harness/test-router.ts';
import { openTokenIssuer, type TokenIssuer } from '../harness/tokens.ts';

/** Under names of its own, as a supergraph may have them. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires",
  { name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@scoped" }, { name: "@policy", as: "@ruled" }])\n`;
const booksSdl = `${link}
  type Query { books: [Work!]!  diary: String @signedIn }
  interface Work { isbn: ID! margin: Int }
  type Book implements Work @key(fields: "isbn") {
    isbn: ID!
    margin: Int @scoped(scopes: [["margin:read"]])
    cost: Int @scoped(scopes: [["cost:read", "book:read"]])
    draft: String @ruled(policies: [["author"], ["editor", "on-duty"]])
  }
  type Leaflet implements Work { isbn: ID! margin: Int }`;
const shopSdl = `${link}
  type Book @key(fields: "isbn") {
    isbn: ID!
    cost: Int @external
    price: Int @requires(fields: "cost") @scoped(scopes: [["cost:read", "book:read"]])
  }`;
const canary = 94_100;
const books = {
  Query: {
    books: () => [
      { __typename: 'Book', isbn: '1' },
      { __typename: 'Leaflet', isbn: '2' },
    ],
    diary: () => 'canary',
  },
  Book: {
    __resolveReference: ({ isbn }: { isbn: string }) => ({ isbn }),
    margin: () => canary,
    cost: () => canary,
    draft: () => 'canary',
  },
  Leaflet: { margin: () => 1 },
};
const shop = { Book: { __resolveReference: (book: object) => book, price: ({ cost }: { cost: number }) => cost + 1 } };

/** As compositions before 2.12 made it: rules are not carried to interfaces, nor asked of what requires others. */
function asOlderComposition(supergraphSdl: string): string {
  const older = supergraphSdl
    .replace(/(interface Work[^}]*margin: Int) @scoped\([^)]*\)/, '$1')
    .replace(/(price: Int @join__field\(.*\)) @scoped\([^)]*\)/, '$1');
  expect(older.split('@scoped').length).toBe(supergraphSdl.split('@scoped').length - 2);
  return older;
}

let folder: string;
let tokens: TokenIssuer;
let subgraphs: PlainSubgraph[];
let supergraphSdl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foreign-'));
  tokens = await openTokenIssuer();
  subgraphs = await Promise.all([
    servePlainSubgraph('books', booksSdl, books),
    servePlainSubgraph('shop', shopSdl, shop),
  ]);
  supergraphSdl = supergraphOf(subgraphs);
  await writeFile(join(folder, 'jwks.json'), JSON.stringify(tokens.jwks));
});
afterAll(async () => {
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await rm(folder, { recursive: true });
});

const start = async (sdl: string, settings: Record<string, string>) => {
  const path = join(folder, `${crypto.randomUUID()}.graphql`);
  await writeFile(path, sdl);
  return startRouter({
    configuration: testConfiguration(settings),
    logger: createLogger({ level: 'silent', name: 'router' }),
    supergraphFile: { path, urls: new Map() },
    port: 0,
  });
};
const tokenOf = (claims: object) => tokens.sign({ sub: 'anybody', exp: Math.floor(Date.now() / 1000) + 60, ...claims });
const query = '{ diary books { isbn ... on Book { margin cost draft price } } interface: books { margin } }';

describe.each(['composed today', 'of an older composition'])('rules of a supergraph that is not ours, %s', (kind) => {
  let router: Router;
  beforeAll(async () => {
    const settings = { JWKS_URL: `file://${join(folder, 'jwks.json')}`, POLICY_CLAIM: 'duties' };
    router = await start(kind === 'composed today' ? supergraphSdl : asOlderComposition(supergraphSdl), settings);
  });
  afterAll(() => router.stop());

  /** What is left of the query for whom, by both ways. */
  const ask = async (claims?: object): Promise<Answer['body']> => {
    const token = claims && (await tokenOf(claims));
    const { body } = await post(
      router.url,
      JSON.stringify({ query }),
      token ? { authorization: `Bearer ${token}` } : {},
    );
    const client = openClient(router.url, token);
    const told = await once(client, query);
    await client.dispose();
    expect(told.data).toEqual(body.data);
    return body;
  };
  const nothing = { margin: null, cost: null, draft: null, price: null };
  const answer = (diary: string | null, book: object, margins: unknown[]) => ({
    diary,
    books: [{ isbn: '1', ...nothing, ...book }, { isbn: '2' }],
    interface: margins.map((margin) => ({ margin })),
  });

  test('hold for those without a token', async () => {
    const { data, errors } = await ask();
    expect(data).toEqual(answer(null, {}, [null, null]));
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(
      [
        'diary',
        ...Object.keys(nothing).map((field) => `books.0.${field}`),
        'interface.0.margin',
        'interface.1.margin',
      ].toSorted(),
    );
  });

  test.each([
    [{}, {}, [null, null]],
    [{ scope: 'margin:read' }, { margin: canary }, [canary, 1]],
    [{ scp: ['cost:read'] }, {}, [null, null]],
    [{ scp: ['cost:read', 'book:read'] }, { cost: canary, price: canary + 1 }, [null, null]],
    [{ duties: ['editor'] }, {}, [null, null]],
    [{ duties: ['editor', 'on-duty'] }, { draft: 'canary' }, [null, null]],
    [{ duties: 'author' }, { draft: 'canary' }, [null, null]],
    [{ scope: 'author', policies: ['author'] }, {}, [null, null]],
  ])('are met by the claims %j', async (claims, book, margins) => {
    const { data, errors = [] } = await ask(claims);
    expect(data).toEqual(answer('canary', book, margins));
    expect(errors.filter(({ extensions }) => extensions.code !== 'FORBIDDEN')).toEqual([]);
  });
});

test('where no tokens are checked, nobody is anybody', async () => {
  const router = await start(supergraphSdl, { FORWARD_HEADERS: 'authorization' });
  const headers = { authorization: `Bearer ${await tokenOf({ scope: 'margin:read' })}` };
  const { body } = await post(router.url, JSON.stringify({ query: '{ diary }' }), headers);
  expect([body.data, body.errors?.[0]?.extensions.code]).toEqual([{ diary: null }, 'UNAUTHENTICATED']);
  await router.stop();
});
