import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type InlineFragmentNode,
  Kind,
  parse,
  visit,
} from 'graphql';
import { clientKeyOf, renamedPrefix } from './client-keys.ts';
import { type RequiredFields, requiredFieldsOf } from './required-fields.ts';

/** Names that a plan adds to selections by itself, besides the fields of types. */
const federationNames = ['__typename', '_entities', '_service'];

/** What a plan may add to selections by itself, which a client's fields must not be taken for. */
export type PlannedNames = {
  /** Of all fields of the supergraph, the ones that clients cannot see included. */
  readonly fields: ReadonlySet<string>;
  readonly required: RequiredFields;
};

/** @param sdl - A supergraph. */
export function plannedNamesOf(sdl: string): PlannedNames {
  const fields = new Set(federationNames);
  visit(parse(sdl, { noLocation: true }), {
    FieldDefinition: ({ name }) => void fields.add(name.value),
  });
  return { fields, required: requiredFieldsOf(sdl) };
}

type RenamedDocument = { readonly document: DocumentNode; readonly isRenamed: boolean };

/**
 * Gives every field another name in the plan that would be taken there for what it is not.
 *
 * The planner adds keys and required fields to a client's selection by their names, and takes whatever stands there
 * under that name for them: `{ order { weight: number freight } }` would hand the number to the subgraph as the
 * weight that `freight` requires, and `id: displayName` would let clients say which entity they mean. The same goes for
 * a field that is required with other arguments. Introspection is not planned, and stays as it is.
 */
export function renameAliases(document: DocumentNode, { fields, required }: PlannedNames): RenamedDocument {
  let isRenamed = false;
  const isMistakable = ({ alias, name, arguments: given }: FieldNode) => {
    if (!alias || alias.value === name.value) return required.collides(name.value, given ?? []);
    return fields.has(alias.value) || alias.value.startsWith(renamedPrefix);
  };
  const renamed = visit(document, {
    Field: (field): FieldNode | false | undefined => {
      if (field.name.value.startsWith('__') && field.selectionSet) return false;
      if (!isMistakable(field)) return undefined;
      isRenamed = true;
      return { ...field, alias: { kind: Kind.NAME, value: renamedPrefix + clientKey(field) } };
    },
    InlineFragment: skipIntrospection,
    FragmentDefinition: skipIntrospection,
  });
  return { document: renamed, isRenamed };
}

function skipIntrospection({ typeCondition }: InlineFragmentNode | FragmentDefinitionNode): false | undefined {
  return typeCondition?.name.value.startsWith('__') ? false : undefined;
}

function clientKey({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

/** The result under the aliases that the client gave. */
export function restoreAliases({ data, errors }: ExecutionResult): ExecutionResult {
  return {
    ...(data !== undefined && { data: data && restoreObject(data) }),
    ...(errors && { errors: errors.map(restorePath) }),
  };
}

function restoreNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restoreNames);
  if (typeof value !== 'object' || value === null) return value;
  return restoreObject(value);
}

function restoreObject(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, inner]) => [clientKeyOf(name), restoreNames(inner)]));
}

function restorePath(error: GraphQLError): GraphQLError {
  if (!error.path) return error;
  const path = error.path.map((key) => (typeof key === 'string' ? clientKeyOf(key) : key));
  return new GraphQLError(error.message, { path, extensions: error.extensions });
}
