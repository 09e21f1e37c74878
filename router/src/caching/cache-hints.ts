import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type TypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { argumentOf, composedDirective } from '../supergraph/links.ts';

/** One `@cacheControl`; what it leaves open is decided by what surrounds it. */
export type CacheHint = {
  readonly maxAge?: number;
  readonly scope?: 'PUBLIC' | 'PRIVATE';
  readonly inheritMaxAge?: boolean;
};

/** What a supergraph says of how long and for whom its parts may be kept. */
export type CacheHints = {
  /** Whether anything may be kept at all. */
  readonly hasAny: boolean;
  ofType(type: string): CacheHint | undefined;
  ofField(type: string, field: string): CacheHint | undefined;
  /** Names of the fields that tell entities of the type apart, by its first key of plain fields; null for other types. */
  keyOf(type: string): readonly string[] | null;
};

/** Reads `@cacheControl` and the keys of entities from a full supergraph. */
export function readCacheHints(supergraphSdl: string): CacheHints {
  const document = parse(supergraphSdl, { noLocation: true });
  const name = composedDirective(document, 'cacheControl');
  const types = new Map<string, CacheHint>();
  const fields = new Map<string, CacheHint>();
  const keys = new Map<string, readonly string[]>();
  for (const definition of typesOf(document)) {
    const type = definition.name.value;
    const directives = definition.directives ?? [];
    const key = firstPlainKey(directives);
    if (key) keys.set(type, key);
    if (name === null) continue;
    const hint = hintIn(directives, name);
    if (hint) types.set(type, hint);
    for (const field of fieldsOf(definition)) {
      const fieldHint = hintIn(field.directives ?? [], name);
      if (fieldHint) fields.set(`${type}.${field.name.value}`, fieldHint);
    }
  }
  return {
    hasAny: types.size + fields.size > 0,
    ofType: (type) => types.get(type),
    ofField: (type, field) => fields.get(`${type}.${field}`),
    keyOf: (type) => keys.get(type) ?? null,
  };
}

const typeKinds: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
]);

function typesOf({ definitions }: DocumentNode): TypeDefinitionNode[] {
  return definitions.filter((definition): definition is TypeDefinitionNode => typeKinds.has(definition.kind));
}

function fieldsOf(definition: TypeDefinitionNode): readonly FieldDefinitionNode[] {
  const hasFields =
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return hasFields ? (definition.fields ?? []) : [];
}

function hintIn(directives: readonly ConstDirectiveNode[], name: string): CacheHint | undefined {
  const applied = directives.find((directive) => directive.name.value === name);
  if (!applied) return undefined;
  const { maxAge, scope, inheritMaxAge } = Object.fromEntries(
    (applied.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
  return {
    ...(typeof maxAge === 'number' && { maxAge }),
    ...((scope === 'PUBLIC' || scope === 'PRIVATE') && { scope }),
    ...(inheritMaxAge === true && { inheritMaxAge }),
  };
}

/** A key with fields below fields is passed over: entities of such a type are told apart by their type alone. */
function firstPlainKey(directives: readonly ConstDirectiveNode[]): readonly string[] | null {
  for (const directive of directives) {
    if (directive.name.value !== 'join__type') continue;
    const key = argumentOf(directive, 'key');
    if (key?.kind === Kind.STRING && !/[{(]/.test(key.value)) return key.value.trim().split(/[\s,]+/);
  }
  return null;
}
