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

function linkOf(document: DocumentNode, specification: string): ConstDirectiveNode | undefined {
  const url = `https://specs.apollo.dev/${specification}/v`;
  return document.definitions
    .flatMap((definition): readonly ConstDirectiveNode[] =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .find((link) => link.name.value === 'link' && textOf(argumentOf(link, 'url'))?.startsWith(url));
}

/** An import is `"@name"` or `{name: "@name", as: "@other"}`. */
function importsOf(link: ConstDirectiveNode): { name: string; as: string }[] {
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
