import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
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
  let introspected = 0;
  const isMistakable = ({ alias, name, arguments: given }: FieldNode) => {
    if (!alias || alias.value === name.value) return required.collides(name.value, given ?? []);
    return fields.has(alias.value) || alias.value.startsWith(renamedPrefix);
  };
  const renamed = visit(document, {
    Field: {
      enter: (field): FieldNode | undefined => {
        const isWithin = introspected > 0;
        if (isIntrospection(field)) introspected += 1;
        if (isWithin || !isMistakable(field)) return undefined;
        isRenamed = true;
        return { ...field, alias: { kind: Kind.NAME, value: renamedPrefix + clientKey(field) } };
      },
      leave: (field) => {
        if (isIntrospection(field)) introspected -= 1;
      },
    },
    InlineFragment: skipIntrospection,
    FragmentDefinition: skipIntrospection,
  });
  return { document: renamed, isRenamed };
}

function skipIntrospection({ typeCondition }: InlineFragmentNode | FragmentDefinitionNode): false | undefined {
  return typeCondition?.name.value.startsWith('__') ? false : undefined;
}

function isIntrospection({ name, selectionSet }: FieldNode): boolean {
  return name.value.startsWith('__') && selectionSet !== undefined;
}

function clientKey({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

type Renamed = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };

/** The result under the aliases that the client gave. Only keys are touched that the operation selects. */
export function restoreAliases(result: ExecutionResult, renamed: Renamed): ExecutionResult {
  const { data, errors, ...rest } = result;
  const keys = clientKeys(renamed);
  return {
    ...rest,
    ...(data !== undefined && { data: data && restoreObject(data, keys) }),
    ...(errors && { errors: errors.map((error) => restorePath(error, keys)) }),
  };
}

/** By a response key in the plan: that of the client, and what is selected below it; null where nothing is renamed. */
type Keys = Map<string, { readonly key: string; readonly below: Keys | null }>;

const known = new WeakMap<OperationDefinitionNode, Keys>();

function clientKeys({ document, operation }: Renamed): Keys {
  const found = known.get(operation);
  if (found) return found;
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const keys: Keys = new Map();
  addKeys(operation.selectionSet, fragments, keys);
  known.set(operation, keys);
  return keys;
}

function addKeys(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  keys: Keys,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const planned = clientKey(selection);
      const isRenamedBelow = selection.selectionSet && !isIntrospection(selection);
      const below = keys.get(planned)?.below ?? (isRenamedBelow ? new Map() : null);
      keys.set(planned, { key: clientKeyOf(planned), below });
      if (selection.selectionSet && below) addKeys(selection.selectionSet, fragments, below);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment) addKeys(fragment.selectionSet, fragments, keys);
  }
}

function restoreNames(value: unknown, keys: Keys): unknown {
  if (Array.isArray(value)) return value.map((each) => restoreNames(each, keys));
  return typeof value === 'object' && value !== null ? restoreObject(value, keys) : value;
}

function restoreObject(object: object, keys: Keys): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([planned, value]) => {
      const { key, below } = keys.get(planned) ?? { key: planned, below: null };
      return [key, below ? restoreNames(value, below) : value];
    }),
  );
}

function restorePath(error: GraphQLError, keys: Keys): GraphQLError {
  if (!error.path) return error;
  let below: Keys | null = keys;
  const path = error.path.map((planned) => {
    if (typeof planned !== 'string') return planned;
    const found: ReturnType<Keys['get']> = below?.get(planned);
    below = found?.below ?? null;
    return found?.key ?? planned;
  });
  return new GraphQLError(error.message, { path, extensions: error.extensions });
}
