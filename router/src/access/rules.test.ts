import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { type AccessRules, readAccessRules } from './rules.ts';

const imports = '"@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy", "@interfaceObject"';
const compose = (...bodies: string[]) =>
  composeSupergraph(
    bodies.map((body, index) => ({
      name: `s${index}`,
      url: `http://s${index}.invalid`,
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}, ${others}]) ${body}`,
    })),
  );
const others = '"@shareable", "@context", "@fromContext"';

/** The rules in words. */
function demanded({ rules, demands }: AccessRules, coordinate: string): string[] {
  const [type = '', field = ''] = coordinate.split('.');
  return demands(type, field).map((place) => {
    const rule = rules[place];
    return rule?.kind === 'authenticated' ? 'authenticated' : `${rule?.kind} ${JSON.stringify(rule?.anyOf)}`;
  });
}

describe('the rules of a supergraph', () => {
  test('stand on fields, types, enums and scalars', () => {
    const rules = readAccessRules(
      compose(`type Query { a: Int @authenticated b: B c: C d(of: C): D e: Int }
        type B @requiresScopes(scopes: [["x", "y"], ["z"]]) { id: Int more: Int @policy(policies: [["p"]]) }
        enum C @policy(policies: [["q"]]) { ONE }
        scalar D @authenticated`),
    );
    expect(demanded(rules, 'Query.a')).toEqual(['authenticated']);
    expect(demanded(rules, 'Query.b')).toEqual(['scopes [["x","y"],["z"]]']);
    expect(demanded(rules, 'Query.c')).toEqual(['policies [["q"]]']);
    expect(demanded(rules, 'Query.d')).toEqual(['authenticated']);
    expect(demanded(rules, 'B.more').toSorted()).toEqual(['policies [["p"]]', 'scopes [["x","y"],["z"]]']);
    for (const none of ['Query.e', 'Query.__typename', 'Query.gone', 'Gone.id'])
      expect(demanded(rules, none)).toEqual([]);
  });

  test('are found under other names', () => {
    const sdl = composeSupergraph([
      {
        name: 'a',
        url: 'http://a.invalid',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
            { name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@rule" }])
          type Query { a: Int @signedIn b: Int @needs(scopes: [["x"]]) c: Int @rule(policies: [["p"]]) }`,
      },
    ]);
    expect(sdl).toMatch(/@signedIn.*@needs.*@rule/s);
    const rules = readAccessRules(sdl);
    expect(['a', 'b', 'c'].map((field) => demanded(rules, `Query.${field}`))).toEqual([
      ['authenticated'],
      ['scopes [["x"]]'],
      ['policies [["p"]]'],
    ]);
  });

  test('of a link `as` another name are found, and directives that are only called so are none', () => {
    const sdl = compose('type Query { a: Int @authenticated }');
    const renamed = sdl
      .replace('url: "https://specs.apollo.dev/authenticated/v0.1"', '$&, as: "auth"')
      .replaceAll('@authenticated', '@auth');
    expect(demanded(readAccessRules(renamed), 'Query.a')).toEqual(['authenticated']);
    const unlinked = sdl.replace(/@link\(url: "https:\/\/specs.apollo.dev\/authenticated[^)]*\)/, '');
    expect(readAccessRules(unlinked).rules).toEqual([]);
  });

  test('that name nothing hold for nobody, and a single name is a list of it', () => {
    const rules = readAccessRules(
      compose('type Query { a: Int @requiresScopes(scopes: []) b: Int @policy(policies: "p") }'),
    );
    expect(demanded(rules, 'Query.a')).toEqual(['scopes []']);
    expect(demanded(rules, 'Query.b')).toEqual(['policies [["p"]]']);
  });
});

describe('side paths', () => {
  test('an interface demands what all that implement it demand, on fields and on types', () => {
    const sdl = compose(`type Query { a: I u: U } union U = A | B interface I { x: Int y: Int }
      type A implements I { x: Int @requiresScopes(scopes: [["a"]]) y: Int }
      type B implements I @authenticated { x: Int @requiresScopes(scopes: [["b"]]) y: Int }`);
    const composed = readAccessRules(sdl);
    expect(demanded(composed, 'I.x').toSorted()).toEqual([
      'authenticated',
      'scopes [["a","b"]]',
      'scopes [["a"]]',
      'scopes [["b"]]',
    ]);
    expect(demanded(composed, 'Query.a')).toEqual(['authenticated']);
    // Composition before 2.12 left interfaces without them.
    const [before, after = ''] = sdl.split(/(?=interface I\n)/);
    const [own = '', ...rest] = after.split('\n}\n');
    const older = [before + own.replaceAll(/ *@(authenticated|requiresScopes\(.*?\]\]\))/g, ''), ...rest].join('\n}\n');
    const rules = readAccessRules(older);
    expect(demanded(rules, 'Query.a')).toEqual([]);
    expect(demanded(rules, 'I.x').toSorted()).toEqual(['authenticated', 'scopes [["a"]]', 'scopes [["b"]]']);
    expect(demanded(rules, 'I.y')).toEqual(['authenticated']);
    expect(demanded(rules, 'A.y')).toEqual([]);
  });

  test('fields of an `@interfaceObject` demand it on every type', () => {
    const sdl = compose(
      'type Query { a: I } interface I @key(fields: "id") { id: ID! } type A implements I @key(fields: "id") { id: ID! }',
      'type I @interfaceObject @key(fields: "id") { id: ID! secret: Int @authenticated }',
    );
    for (const text of [sdl, sdl.replace('secret: Int @authenticated @join__field\n', 'secret: Int @join__field\n')]) {
      expect(demanded(readAccessRules(text), 'A.secret')).toEqual(['authenticated']);
      expect(demanded(readAccessRules(text), 'I.secret')).toEqual(['authenticated']);
    }
  });

  const requiring = (guards: string) =>
    compose(
      `type Query { a: A } type A @key(fields: "id") { id: ID! b: B plain: Int }
       type B @shareable { weight: Int @requiresScopes(scopes: [["w"]]) }`,
      `type A @key(fields: "id") { id: ID! b: B @external freight: Int @requires(fields: "b { weight }") ${guards} }
       type B @shareable { weight: Int @external }`,
    );

  test('a field that requires a guarded one and does not repeat its rules does not compose', () => {
    expect(() => requiring('')).toThrow(/A\.freight.*requirements to access the transitive field "B\.weight"/);
  });

  test('where older composition let it pass, it demands them all the same', () => {
    const sdl = requiring('@requiresScopes(scopes: [["w"]])');
    const older = sdl.replace(/(freight: Int @join__field\(.*\)) @requiresScopes\(.*\)/, '$1');
    expect(older).not.toBe(sdl);
    expect(demanded(readAccessRules(older), 'A.freight')).toEqual(['scopes [["w"]]']);
    expect(demanded(readAccessRules(older), 'A.plain')).toEqual([]);
  });

  test('a field that reads a guarded one from a context demands its rules', () => {
    const sdl = compose(
      `type Query { a: A } type A @key(fields: "id") @context(name: "ctx") { id: ID! currency: String @authenticated b: B }
       type B @key(fields: "id") { id: ID! price(in: String @fromContext(field: "$ctx { currency }")): Int @authenticated }`,
      'type Query { other: Int }',
    );
    const older = sdl.replace(/(price: Int @join__field\(.*\)) @authenticated/, '$1');
    expect(older).not.toBe(sdl);
    expect(demanded(readAccessRules(older), 'B.price')).toEqual(['authenticated']);
    expect(demanded(readAccessRules(older), 'B.id')).toEqual([]);
  });
});
