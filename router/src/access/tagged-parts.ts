import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { argumentOf, linkedDirective, textOf } from '../supergraph/links.ts';

/** What of a supergraph a contract shows. */
export type TaggedParts = {
  hasType(name: string): boolean;
  hasField(type: string, field: string): boolean;
};

/**
 * The parts of a supergraph that carry a tag, as GraphOS contracts with included tags choose them
 * (https://www.apollographql.com/docs/graphos/platform/schema-management/delivery/contracts/reference): fields of
 * objects and interfaces that are tagged or whose type is, and unions that are tagged. Arguments, inputs, enums and
 * scalars need no tag; they are there where something that is shown needs them.
 *
 * Where GraphOS would refuse an invalid schema, what cannot be shown is left out: a field whose type is not shown, a
 * type without fields, a union without members, a field of an interface that a shown implementer does not show. What
 * no root field leads to is left out too.
 *
 * @returns Null when nothing could be asked.
 */
export function taggedParts(document: DocumentNode, tag: string): TaggedParts | null {
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const shown = withoutDangling(schema, tagged(schema, document, tag));
  const query = schema.getQueryType();
  if (!query || !shown.has(query.name)) return null;
  const reached = reachedFrom(schema, shown);
  return {
    hasType: (name) => reached.has(name),
    hasField: (type, field) => reached.has(type) && (shown.get(type)?.has(field) ?? false),
  };
}

/** Fields by type for objects and interfaces, members for unions. */
type Shown = Map<string, Set<string>>;

function tagged(schema: GraphQLSchema, document: DocumentNode, tag: string): Shown {
  const tagDirective = linkedDirective(document, 'tag');
  const inaccessible = linkedDirective(document, 'inaccessible');
  const has = (directives: readonly ConstDirectiveNode[] = [], name: string | null) =>
    directives.filter((directive) => directive.name.value === name);
  const isTagged = (directives?: readonly ConstDirectiveNode[]) =>
    has(directives, tagDirective).some((each) => textOf(argumentOf(each, 'name')) === tag);
  const isHidden = (directives?: readonly ConstDirectiveNode[]) => has(directives, inaccessible).length > 0;
  const shown: Shown = new Map();
  for (const type of Object.values(schema.getTypeMap())) {
    const directives = type.astNode?.directives;
    if (isHidden(directives)) continue;
    if (isUnionType(type) && isTagged(directives))
      shown.set(type.name, new Set(type.getTypes().map(({ name }) => name)));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const fields = Object.values(type.getFields()).filter(
      ({ astNode }) => !isHidden(astNode?.directives) && (isTagged(directives) || isTagged(astNode?.directives)),
    );
    if (fields.length > 0) shown.set(type.name, new Set(fields.map(({ name }) => name)));
  }
  return shown;
}

/** Takes away what leads to nothing, until everything that is left leads somewhere. */
function withoutDangling(schema: GraphQLSchema, shown: Shown): Shown {
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const [name, parts] of shown) {
      const type = schema.getType(name);
      for (const part of parts) if (!isGrounded(schema, shown, { type, part })) isChanged = parts.delete(part);
      const isIdle = isInterfaceType(type) && !implementersOf(schema, type).some((each) => shown.has(each.name));
      if (parts.size === 0 || isIdle) isChanged = shown.delete(name);
    }
  }
  return shown;
}

function isGrounded(
  schema: GraphQLSchema,
  shown: Shown,
  { type, part }: { type: GraphQLNamedType | undefined; part: string },
): boolean {
  if (isUnionType(type)) return shown.has(part);
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[part];
  if (!field || !isShownOrLeaf(shown, getNamedType(field.type))) return false;
  if (isObjectType(type)) return true;
  return implementersOf(schema, type).every((each) => shown.get(each.name)?.has(part) ?? true);
}

function isShownOrLeaf(shown: Shown, type: GraphQLNamedType): boolean {
  const isComposite = isObjectType(type) || isInterfaceType(type) || isUnionType(type);
  return !isComposite || shown.has(type.name);
}

function implementersOf(
  schema: GraphQLSchema,
  type: GraphQLInterfaceType,
): readonly (GraphQLObjectType | GraphQLInterfaceType)[] {
  const { objects, interfaces } = schema.getImplementations(type);
  return [...objects, ...interfaces];
}

/** Every type that something asked for can lead to, or take as its argument. */
function reachedFrom(schema: GraphQLSchema, shown: Shown): ReadonlySet<string> {
  const reached = new Set<string>();
  const reach = (type: GraphQLNamedType) => {
    const isComposite = isObjectType(type) || isInterfaceType(type) || isUnionType(type);
    if (reached.has(type.name) || (isComposite && !shown.has(type.name))) return;
    reached.add(type.name);
    for (const each of neighbours(schema, shown, type)) reach(each);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (root) reach(root);
  }
  for (const { args, name } of schema.getDirectives()) {
    if (!name.includes('__')) for (const { type } of args) reach(getNamedType(type));
  }
  return reached;
}

function neighbours(schema: GraphQLSchema, shown: Shown, type: GraphQLNamedType): readonly GraphQLNamedType[] {
  if (isUnionType(type)) return type.getTypes();
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => getNamedType(field.type));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).filter(({ name }) => shown.get(type.name)?.has(name));
  const implementers = isInterfaceType(type) ? implementersOf(schema, type) : [];
  return [...fields.flatMap(typesOf), ...type.getInterfaces(), ...implementers];
}

function typesOf({ type, args }: GraphQLField<unknown, unknown>): GraphQLNamedType[] {
  return [type, ...args.map((argument) => argument.type)].map((each) => getNamedType(each));
}
