import { type DocumentNode, type ExecutionResult, type FieldNode, GraphQLError, parse, visit } from 'graphql';

/** No field of ours begins with it; a client's alias that does gets it once more, so that none is lost. */
const prefix = 'alias_of_client_';

/** Names that a plan adds to selections by itself, besides the fields of types. */
const federationNames = ['__typename', '_entities', '_service'];

/** Names of all fields of a schema, the ones that clients cannot see included. */
export function fieldNamesOf(sdl: string): ReadonlySet<string> {
  const names = new Set(federationNames);
  visit(parse(sdl, { noLocation: true }), {
    FieldDefinition: ({ name }) => void names.add(name.value),
  });
  return names;
}

type RenamedDocument = { readonly document: DocumentNode; readonly isRenamed: boolean };

/**
 * Gives every alias that is the name of some other field a name that no field has.
 *
 * The planner adds keys and required fields to a client's selection by their names, and takes whatever stands there
 * under that name for them: `{ order { weight: number freight } }` would hand the number to the subgraph as the
 * weight that `freight` requires, and `id: displayName` would let clients say which entity they mean.
 */
export function renameAliases(document: DocumentNode, fieldNames: ReadonlySet<string>): RenamedDocument {
  let isRenamed = false;
  const renamed = visit(document, {
    Field: (field): FieldNode | undefined => {
      const { alias, name } = field;
      if (!alias || alias.value === name.value) return undefined;
      if (!fieldNames.has(alias.value) && !alias.value.startsWith(prefix)) return undefined;
      isRenamed = true;
      return { ...field, alias: { ...alias, value: prefix + alias.value } };
    },
  });
  return { document: renamed, isRenamed };
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
  return Object.fromEntries(Object.entries(object).map(([name, inner]) => [restoreName(name), restoreNames(inner)]));
}

function restorePath(error: GraphQLError): GraphQLError {
  if (!error.path) return error;
  const path = error.path.map((key) => (typeof key === 'string' ? restoreName(key) : key));
  return new GraphQLError(error.message, { path, extensions: error.extensions });
}

function restoreName(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
