import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { plannerSdl } from '../supergraph/planner-sdl.ts';
import { plannedNamesOf, renameAliases } from './aliases.ts';
import { requiredFieldsOf } from './required-fields.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@shareable"])\n`;
const subgraph = (name: string, sdl: string) => ({ name, url: `http://${name}.invalid`, sdl: link + sdl });
const sdl = plannerSdl(
  composeSupergraph([
    subgraph(
      'a',
      `type Query { post: Post posts: [Post] }
      type Post @key(fields: "id") { id: ID! author: Author comments(limit: Int = 10): [Comment!] }
      type Author @key(fields: "id") { id: ID! comments(limit: Int = 10): [Comment!] }
      type Comment @shareable { text: String length: Int }`,
    ),
    subgraph(
      'b',
      `type Post @key(fields: "id") {
        id: ID! comments(limit: Int = 10): [Comment!] @external author: Author @external
        best: String @requires(fields: "comments(limit: 3) { text }")
        rude: String @requires(fields: "comments(limit: 9) { text }")
        some: String @requires(fields: "comments { text }")
        many: String @requires(fields: "comments(limit: 10) { text }")
        fame: String @requires(fields: "author { comments(limit: 3) { text } }")
      }
      type Comment @shareable { text: String length: Int }
      type Author @key(fields: "id") { id: ID! comments(limit: Int = 10): [Comment!] @external }`,
    ),
    subgraph(
      'c',
      `type Author @key(fields: "id") {
        id: ID! comments(limit: Int = 10): [Comment!] @external
        known: String @requires(fields: "comments(limit: 5) { text }")
      }
      type Comment @shareable { text: String length: Int }`,
    ),
  ]),
);
const supergraph = Supergraph.build(sdl);

function plan(source: string): QueryPlan {
  return new QueryPlanner(supergraph).buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source)));
}

function fetched(source: string): string {
  const { node } = plan(source);
  const [first] = node?.kind === 'Sequence' ? node.nodes : [];
  return first?.kind === 'Fetch' ? print(parse(first.operation)).replace(/\s+/g, ' ') : '';
}

const client = '{ post { comments(limit: 1) { length } best } }';

test('the planner takes a field for what is required, whatever its arguments', () => {
  expect(fetched(client)).toContain('{ post { __typename id comments(limit: 1) { length text } } }');
});

test('the client’s own field under another name leaves it alone', () => {
  const { document } = renameAliases(parse(client), plannedNamesOf(sdl));
  expect(fetched(print(document))).toContain(
    '{ post { __typename id alias_of_client_comments: comments(limit: 1) { length } comments(limit: 3) { text } } }',
  );
});

describe('one object that would hold a required field twice', () => {
  const required = requiredFieldsOf(sdl);

  test('is what the planner makes of it', () => {
    expect(fetched('{ post { best rude } }')).toMatch(/{ post { __typename id comments\(limit: \d\) { text } } }/);
  });

  test.each([
    ['{ post { best rude } }', 'post.comments'],
    ['{ posts { ... on Post { best } ...R } } fragment R on Post { rude }', 'posts.comments'],
    ['{ post { fame author { known } } }', 'post.author.comments'],
    ['{ alias_of_client_id: post { best rude } }', 'id.comments'],
  ])('is refused: %s', (source, place) => {
    expect(() => required.check(plan(source))).toThrow(
      `Fields of this operation need \`${place}\` with different arguments at once.`,
    );
  });

  test.each([
    '{ post { best fame } posts { rude } }',
    '{ a: post { best } b: post { rude } }',
    '{ post { author { known } } }',
    '{ post { some many } }',
    '{ __typename }',
  ])('is no matter for %s', (source) => expect(required.check(plan(source))).toBeUndefined());
});
