import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';

/**
 * The name under which a supergraph applies a directive of a specification, by default the one that is called like it
 * (`@authenticated` of https://specs.apollo.dev/authenticated): `as:` and `import:` of the link may rename it.
 *
 * @returns Null when the supergraph does not link the specification.
 */
export function linkedDirective(
  document: DocumentNode,
  specification: string,
  directive: string = specification,
): string | null {
  const link = linkOf(document, specification);
  if (!link) return null;
  const imported = importsOf(link).find(({ name }) => name === `@${directive}`);
  if (imported) return imported.as.slice(1);
  const namespace = textOf(argumentOf(link, 'as')) ?? specification;
  return directive === specification ? namespace : `${namespace}__${directive}`;
}

/**
 * The name under which a supergraph applies a directive that subgraphs composed into it (`@composeDirective`), whatever
 * the address of its specification: the one it is imported as, or its own where it is defined without a link.
 *
 * @returns Null when the supergraph has no such directive.
 */
export function composedDirective(document: DocumentNode, directive: string): string | null {
  const imported = linksOf(document)
    .flatMap(importsOf)
    .find(({ name }) => name === `@${directive}`);
  if (imported) return imported.as.slice(1);
  const isDefined = document.definitions.some(
    ({ kind, ...definition }) =>
      kind === Kind.DIRECTIVE_DEFINITION && 'name' in definition && definition.name?.value === directive,
  );
  return isDefined ? directive : null;
}

function linkOf(document: DocumentNode, specification: string): ConstDirectiveNode | undefined {
  const url = `https://specs.apollo.dev/${specification}/v`;
  return linksOf(document).find((link) => textOf(argumentOf(link, 'url'))?.startsWith(url));
}

export function linksOf(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions
    .flatMap((definition): readonly ConstDirectiveNode[] =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .filter((link) => link.name.value === 'link');
}

/** What a link imports, under which name: an import is `"@name"` or `{name: "@name", as: "@other"}`. */
export function importsOf(link: ConstDirectiveNode): { name: string; as: string }[] {
  const imports = argumentOf(link, 'import');
  if (imports?.kind !== Kind.LIST) return [];
  return imports.values.flatMap((entry) => {
    const field = (key: string) =>
      entry.kind === Kind.OBJECT ? textOf(entry.fields.find(({ name }) => name.value === key)?.value) : undefined;
    const name = textOf(entry) ?? field('name');
    return name === undefined ? [] : [{ name, as: field('as') ?? name }];
  });
}

export function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}

export function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
