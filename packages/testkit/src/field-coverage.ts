import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** Folder with one file per process: the fields, as `Type.field`, that were seen with a value. */
export const seenFieldsFolder = fileURLToPath(new URL('../../../coverage/schema-fields/', import.meta.url));

const apiSchemaFile = new URL('../../../schema/api.graphql', import.meta.url);

/** Notes which fields of the published schema an answer had real values for. See scripts/schema-coverage.ts. */
export function createFieldRecorder(): (document: string, data: unknown) => void {
  const schema = buildSchema(readFileSync(apiSchemaFile, 'utf8'));
  const documents = new Map<string, DocumentNode>();
  const known = new Set<string>();
  mkdirSync(seenFieldsFolder, { recursive: true });
  const file = `${seenFieldsFolder}/${process.pid}.txt`;
  return (text, data) => {
    const document = documents.get(text) ?? parse(text);
    documents.set(text, document);
    const fresh = seenFields(schema, document, data).filter((field) => !known.has(field));
    for (const field of fresh) known.add(field);
    if (fresh.length > 0) appendFileSync(file, `${fresh.join('\n')}\n`);
  };
}

/** Coordinates of all fields that have a value in `data`: not null, and not an empty list. */
export function seenFields(schema: GraphQLSchema, document: DocumentNode, data: unknown): string[] {
  const seen = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const visit = (type: GraphQLOutputType, selections: SelectionSetNode, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(type, selections, item);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const objectType = concreteType(schema, type, value);
    for (const field of fieldsOf(selections, fragments)) {
      const definition = isObjectType(objectType) ? objectType.getFields()[field.name.value] : undefined;
      const found = (value as Record<string, unknown>)[field.alias?.value ?? field.name.value];
      if (!definition || found == null || (Array.isArray(found) && found.length === 0)) continue;
      seen.add(`${objectType.name}.${field.name.value}`);
      if (field.selectionSet) visit(definition.type, field.selectionSet, found);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root) visit(root, definition.selectionSet, data);
  }
  return [...seen];
}

/** The object type of a value; of an abstract type only when the document asked for `__typename`. */
function concreteType(schema: GraphQLSchema, type: GraphQLOutputType, value: object) {
  const named = getNamedType(type);
  if (!isAbstractType(named) || !('__typename' in value)) return named;
  return schema.getType(String(value.__typename)) ?? named;
}

type Fragments = ReadonlyMap<string, { selectionSet: SelectionSetNode }>;

function fieldsOf(selections: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selections.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return inner ? fieldsOf(inner, fragments) : [];
  });
}
