import { Supergraph } from '@apollo/federation-internals';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
} from 'graphql';
import { linkedDirective } from '../supergraph/links.ts';
import { type TaggedParts, taggedParts } from './tagged-parts.ts';

/**
 * What clients of a contract see: the parts of a full supergraph that carry the tag (`taggedParts`), with all the rest
 * hidden as if it were `@inaccessible`.
 *
 * @returns Null when no root field carries the tag: there is no such contract.
 * @throws Error when the result would be no valid schema.
 */
export function contractSchema(supergraphSdl: string, tag: string): GraphQLSchema | null {
  const document = parse(supergraphSdl, { noLocation: true });
  const parts = taggedParts(document, tag);
  if (!parts) return null;
  const hidden = print(hideAllBut(document, parts));
  return Supergraph.build(hidden, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
}

/** The schema of a contract as it is published. */
export function contractSdl(supergraphSdl: string, tag: string): string | null {
  const schema = contractSchema(supergraphSdl, tag);
  return schema && `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function hideAllBut(document: DocumentNode, parts: TaggedParts): DocumentNode {
  const linked = linkedDirective(document, 'inaccessible');
  const hidden = directive(linked ?? 'inaccessible');
  const definitions = document.definitions.map((definition) => hideDefinition(definition, parts, hidden));
  return { ...document, definitions: linked ? definitions : [...definitions.map(linkSpecification), specification] };
}

function hideDefinition(definition: DefinitionNode, parts: TaggedParts, hidden: ConstDirectiveNode): DefinitionNode {
  if (!('name' in definition) || !definition.name || !definition.kind.endsWith('TypeDefinition')) return definition;
  const type = definition.name.value;
  // Names with two underscores are those of specifications, which no client sees.
  if (type.includes('__')) return definition;
  if (!parts.hasType(type)) return withDirective(definition as DirectedNode, hidden) as DefinitionNode;
  const hasFields =
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
  if (!hasFields) return definition;
  const fields = definition.fields?.map((field) =>
    parts.hasField(type, field.name.value) ? field : withDirective(field, hidden),
  );
  return { ...definition, ...(fields && { fields }) };
}

type DirectedNode = { readonly directives?: readonly ConstDirectiveNode[] };

function withDirective<Node extends DirectedNode>(node: Node, added: ConstDirectiveNode): Node {
  const directives = node.directives ?? [];
  if (directives.some(({ name }) => name.value === added.name.value)) return node;
  return { ...node, directives: [...directives, added] };
}

function linkSpecification(definition: DefinitionNode): DefinitionNode {
  if (definition.kind !== Kind.SCHEMA_DEFINITION) return definition;
  return { ...definition, directives: [...(definition.directives ?? []), link] };
}

const specificationSdl = `
  extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  directive @inaccessible on
    | FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT
    | INPUT_FIELD_DEFINITION`;
const [extension, specification] = parse(specificationSdl, { noLocation: true }).definitions as [
  { directives: readonly [ConstDirectiveNode] },
  DefinitionNode,
];
const link = extension.directives[0];

function directive(name: string): ConstDirectiveNode {
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name } };
}
