import { type ConstDirectiveNode, type DirectiveNode, type DocumentNode, parse, print, visit } from 'graphql';
import { argumentOf, importsOf, linksOf, textOf } from './links.ts';
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
  const links = linksOf(document).filter((link) => strippedSpec.test(textOf(argumentOf(link, 'url')) ?? ''));
  const namespaces = links.map(namespaceOf);
  return {
    links: new Set(links),
    names: new Set([...namespaces, ...links.flatMap((link) => importsOf(link).map(({ as }) => as.replace(/^@/, '')))]),
    prefixes: namespaces.map((namespace) => `${namespace}__`),
  };
}

function namespaceOf(link: ConstDirectiveNode): string {
  const byUrl = strippedSpec.exec(textOf(argumentOf(link, 'url')) ?? '')?.[1] ?? '';
  return textOf(argumentOf(link, 'as')) ?? byUrl;
}
