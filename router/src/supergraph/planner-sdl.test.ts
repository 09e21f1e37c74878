import { Supergraph } from '@apollo/federation-internals';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from './compose.ts';
import { plannerSdl } from './planner-sdl.ts';

const subgraph = (link: string, body: string) => ({
  name: 'a',
  url: 'http://a.invalid',
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${link}]) ${body}`,
});

describe('the supergraph as the gateway takes it', () => {
  const full = composeSupergraph([
    subgraph(
      '"@key", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize", "@tag", "@inaccessible"',
      `type Query {
        me: User @authenticated
        users: [User] @requiresScopes(scopes: [["user:read:any"]]) @listSize(assumedSize: 10)
        vault: String @policy(policies: [["owner"]]) @cost(weight: 5) @tag(name: "partner")
      }
      type User @key(fields: "id") { id: ID! hidden: Int @inaccessible role: Role }
      enum Role @authenticated { ADMIN }`,
    ),
  ]);
  const planned = plannerSdl(full);

  test('has no rule of access or cost left, in any form', () => {
    expect(full).toMatch(/authenticated.*requiresScopes.*policy/s);
    expect(planned).not.toMatch(/authenticated|requiresScopes|policy|@cost|cost__|listSize/i);
    expect(() => Supergraph.build(full)).toThrow('authenticated');
    expect(() => Supergraph.build(planned)).not.toThrow();
  });

  test('keeps everything else', () => {
    for (const kept of ['@tag(name: "partner")', '@inaccessible', '@join__type', 'vault: String', 'enum Role']) {
      expect(planned).toContain(kept);
    }
  });

  test('a supergraph without rules is the same afterwards', () => {
    const plain = composeSupergraph([subgraph('"@key"', 'type Query { a: Int }')]);
    expect(plannerSdl(plannerSdl(plain))).toBe(plannerSdl(plain));
    expect(plannerSdl(plain)).toContain('a: Int');
  });

  test('rules under other names go too', () => {
    const renamed = composeSupergraph([
      subgraph(
        '{ name: "@authenticated", as: "@signedIn" }, { name: "@cost", as: "@price" }',
        'type Query { a: Int @signedIn @price(weight: 2) b: Int }',
      ),
    ]);
    expect(renamed).toContain('@signedIn');
    expect(plannerSdl(renamed)).not.toMatch(/signedIn|@price|price\b/);
    expect(() => Supergraph.build(plannerSdl(renamed))).not.toThrow();
  });
});
