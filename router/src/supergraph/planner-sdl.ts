import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import { withoutRedundantKeys } from './redundant-keys.ts';

/** Specifications that say who may ask and at what cost: the router's affair, which the gateway refuses to load. */
const strippedSpec = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy|cost)\/v\d+\.\d+$/;

/** The supergraph as our planner takes it: without rules of access and cost, and without what leads it astray. */
export function plannerSdl(supergraphSdl: string): string {
  return print(visit(withoutRules(parse(supergraphSdl, { noLocation: true })), withoutRedundantKeys));
}

/**
 * The supergraph without rules of access and cost, as `ApolloGateway` takes it: their links, definitions,
 * scalars and applications are gone, everything else is untouched.
 */
export function withoutRules(document: DocumentNode): DocumentNode {
  const stripped = strippedLinks(document);
  const isStripped = (name: string) =>
    stripped.names.has(name) || stripped.prefixes.some((prefix) => name.startsWith(prefix));
  return visit(document, {
    Directive: (node: DirectiveNode) => (isStripped(node.name.value) || stripped.links.has(node) ? null : undefined),
    DirectiveDefinition: ({ name }) => (isStripped(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (isStripped(name.value) ? null : undefined),
  });
}

type StrippedLinks = {
  readonly links: ReadonlySet<DirectiveNode>;
  readonly names: ReadonlySet<string>;
  /** Of what is not imported by name, such as `requiresScopes__Scope`. */
  readonly prefixes: readonly string[];
};

/** Which names the links of the stripped specifications bring: their own, and those imported or renamed. */
function strippedLinks(document: DocumentNode): StrippedLinks {
  const links = document.definitions
    .flatMap((definition): readonly ConstDirectiveNode[] =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .filter((link) => link.name.value === 'link' && strippedSpec.test(textOf(argument(link, 'url')) ?? ''));
  const namespaces = links.map(namespaceOf);
  return {
    links: new Set(links),
    names: new Set([...namespaces, ...links.flatMap(importsOf)]),
    prefixes: namespaces.map((namespace) => `${namespace}__`),
  };
}

function namespaceOf(link: ConstDirectiveNode): string {
  const byUrl = strippedSpec.exec(textOf(argument(link, 'url')) ?? '')?.[1] ?? '';
  return textOf(argument(link, 'as')) ?? byUrl;
}

/** An import is `"@name"` or `{name: "@name", as: "@other"}`. */
function importsOf(link: ConstDirectiveNode): string[] {
  const imports = argument(link, 'import');
  if (imports?.kind !== Kind.LIST) return [];
  return imports.values.flatMap((entry) => {
    const field = (name: string) =>
      entry.kind === Kind.OBJECT ? entry.fields.find((each) => each.name.value === name)?.value : undefined;
    const name = textOf(entry) ?? textOf(field('as')) ?? textOf(field('name'));
    return name ? [name.replace(/^@/, '')] : [];
  });
}

function argument(link: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return link.arguments?.find((each) => each.name.value === name)?.value;
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
