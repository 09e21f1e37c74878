import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
  valueFromASTUntyped,
} from 'graphql';
import { expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { authorise } from './authorise.ts';
import type { Rights } from './rights.ts';
import { type AccessRules, readAccessRules } from './rules.ts';

const sdl = composeSupergraph([
  {
    name: 'a',
    url: 'http://a.invalid',
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes", "@policy"])
      type Query { me: User @authenticated node: Node any: Any users: [User!] vault: Vault level: Level }
      interface Node { id: ID owner: User next: Node other: Any }
      interface Named { name: String @deprecated owner: User }
      union Any = User | Vault | Box
      type User implements Node & Named {
        id: ID  name: String  owner: User @authenticated  next: Node  other: Any
        email: String @requiresScopes(scopes: [["a", "b"], ["c"]])  friends: [User!]
      }
      type Vault implements Node @policy(policies: [["p"]]) { id: ID owner: User next: Node other: Any box: Box level: Level }
      type Box implements Named { name: String @requiresScopes(scopes: [["c"]]) owner: User vault: Vault any: Any }
      enum Level @requiresScopes(scopes: [["d"]]) { LOW }`,
  },
]);
const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
const rules = readAccessRules(sdl);

/** Seeded (mulberry32). */
function randomness(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
type Random = ReturnType<typeof randomness>;

function anyDocument(random: Random): string {
  const fragments: string[] = [];
  const pick = <Value>(values: readonly Value[]) => values[random(values.length)] as Value;
  const selection = (type: GraphQLNamedType, depth: number): string => {
    const parts = Array.from({ length: 1 + random(4) }, () => {
      if (random(3) === 0 && depth > 0) return fragment(type, depth);
      return field(type, depth);
    });
    return `{ ${parts.join(' ')} }`;
  };
  const field = (type: GraphQLNamedType, depth: number) => {
    const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const chosen = all.length > 0 ? pick(all) : undefined;
    const inner = chosen && getNamedType(chosen.type);
    if (!chosen || !inner || (isCompositeType(inner) && depth === 0)) return '__typename';
    const alias = random(4) === 0 ? `${chosen.name}_${type.name}: ` : '';
    return `${alias}${chosen.name}${isCompositeType(inner) ? ` ${selection(inner, depth - 1)}` : ''}`;
  };
  const fragment = (type: GraphQLNamedType, depth: number) => {
    const own = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const wider = isObjectType(type) ? type.getInterfaces() : [];
    const condition = pick([type, ...own, ...wider]);
    const body = selection(condition, depth - 1);
    if (random(2) === 0) return `... on ${condition.name} ${body}`;
    fragments.push(`fragment F${fragments.length} on ${condition.name} ${body}`);
    return `...F${fragments.length - 1}`;
  };
  const root = schema.getQueryType();
  if (!root) throw new Error('a query type');
  return [selection(root, 5), ...fragments].join('\n');
}

/** Whether a field may be selected, read anew from the schema: by every object that it may turn out to be of. */
function mayBeSelected(parent: GraphQLNamedType, name: string, rights: Rights): boolean {
  const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  return types.every((type) => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) return true;
    const nodes = [type.astNode, field.astNode, getNamedType(field.type).astNode];
    return nodes.every((node) => (node?.directives ?? []).every((directive) => allows(directive, rights)));
  });
}

function allows(directive: ConstDirectiveNode, rights: Rights): boolean {
  const name = directive.name.value;
  if (name === 'authenticated') return rights.isAuthenticated;
  if (name !== 'requiresScopes' && name !== 'policy') return true;
  const value = directive.arguments?.[0]?.value;
  const held = name === 'policy' ? rights.policies : rights.scopes;
  return (value ? (valueFromASTUntyped(value) as string[][]) : []).some((all) => all.every((each) => held.has(each)));
}

/** Places in the source of the fields that are left when all that may not be selected is cut, with all below it. */
function fieldsLeft(document: DocumentNode, may: (parent: GraphQLNamedType, field: FieldNode) => boolean): Set<number> {
  const left = new Set<number>();
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const walk = (parent: GraphQLNamedType | undefined, set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!parent) return;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) walk(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(
          selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent,
          selection.selectionSet,
        );
      } else if (may(parent, selection)) {
        if (selection.loc) left.add(selection.loc.start);
        const field =
          isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined;
        if (selection.selectionSet && field) walk(getNamedType(field.type), selection.selectionSet);
      }
    }
  };
  const operation = getOperationAST(document);
  if (operation) walk(schema.getQueryType() ?? undefined, operation.selectionSet);
  return left;
}

const rounds = 400;

/** Operations of which more or less is left than may be selected, or nothing valid; and those of which something was cut. */
function tryAll(tried: AccessRules): { wrong: number; cuts: number } {
  const random = randomness(20_261_121);
  const flip = <Value>(value: Value) => (random(2) === 0 ? [value] : []);
  let wrong = 0;
  let cuts = 0;
  for (let round = 0; round < rounds; round += 1) {
    const document = parse(anyDocument(random));
    const operation = getOperationAST(document);
    if (!operation) throw new Error('one operation');
    const rights = {
      isAuthenticated: random(2) === 0,
      scopes: new Set(['a', 'b', 'c', 'd'].flatMap(flip)),
      policies: new Set(['p'].flatMap(flip)),
    };
    const outcome = authorise(tried, { document, operation }, rights);
    const expected = fieldsLeft(document, (parent, field) => mayBeSelected(parent, field.name.value, rights));
    const actual = outcome.operation ? fieldsLeft(outcome.document, () => true) : new Set<number>();
    // Names that conflict are made by chance, too.
    const isBroken =
      outcome.operation !== null &&
      validate(schema, document).length === 0 &&
      validate(schema, outcome.document).length > 0;
    if (isBroken || actual.symmetricDifference(expected).size > 0) wrong += 1;
    if (outcome.key !== '') cuts += 1;
  }
  return { wrong, cuts };
}

/** Many operations are tried, beside other tests, and with coverage. */
const patience = 60_000;

test('of any operation exactly what may be selected is left, and what is left is valid', { timeout: patience }, () => {
  const { wrong, cuts } = tryAll(rules);
  expect(wrong).toBe(0);
  expect(cuts).toBeGreaterThan(rounds / 4);
});

test.each([
  [
    'interfaces',
    (type: string, field: string) => (rules.types.get(type)?.isInterface ? [] : rules.demands(type, field)),
  ],
  ['types', (type: string, field: string) => rules.types.get(type)?.fields.get(field)?.rules ?? []],
] as const)('who forgets %s is noticed', { timeout: patience }, (_what, demands) => {
  expect(tryAll({ ...rules, demands }).wrong).toBeGreaterThan(0);
});
