import { CaravanError } from '@caravan/core/errors';
import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { getOwn } from './own.ts';
import type { Variables } from './run.ts';

/** What one execution's variables say to every `@skip` and `@include`. */
export type Flags = {
  /** Equal for equal flags. */
  readonly key: string;
  isOn(variable: string): boolean;
};

/** Reads the variables that decide what is selected. */
export type ReadFlags = (variables: Variables) => Flags;

/** @param planned - Variables that decide which fetches of the plan run. */
export function compileFlags(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  planned: Iterable<string>,
): ReadFlags {
  const names = [...new Set([...deciding(document, operation), ...planned])].filter((name) =>
    isDefined(operation, name),
  );
  if (names.length === 0) return () => constant;
  const defaults = defaultsOf(operation);
  return (variables) => {
    const on = new Map<string, boolean>();
    let key = '';
    for (const name of names) {
      const given = getOwn(variables, name);
      const value = given === undefined ? defaults.get(name) : given;
      if (typeof value !== 'boolean') throw new CaravanError('BAD_USER_INPUT', `$${name} must be true or false.`);
      on.set(name, value);
      key += value ? '1' : '0';
    }
    return { key, isOn: (variable) => on.get(variable) ?? false };
  };
}

const constant: Flags = { key: '', isOn: () => false };

/** Whether a field or fragment is selected. */
export function isSelected(
  { directives }: { readonly directives?: readonly DirectiveNode[] | undefined },
  flags: Flags,
) {
  if (!directives || directives.length === 0) return true;
  return directives.every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    return valueOf(directive, flags) === (name === 'include');
  });
}

function valueOf(directive: DirectiveNode, flags: Flags): boolean {
  const value = ifOf(directive);
  if (value?.kind === Kind.VARIABLE) return flags.isOn(value.name.value);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function ifOf({ arguments: given }: DirectiveNode) {
  return given?.find(({ name }) => name.value === 'if')?.value;
}

/** Of the operation and the fragments it spreads: others of the document may give names another meaning. */
function deciding(document: DocumentNode, operation: OperationDefinitionNode): Set<string> {
  const names = new Set<string>();
  const reached: DefinitionNode[] = [operation];
  for (const definition of reached) {
    visit(definition, {
      Directive: (directive) => {
        const value = ifOf(directive);
        const isOurs = directive.name.value === 'skip' || directive.name.value === 'include';
        if (isOurs && value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
      FragmentSpread: ({ name }) => {
        const fragment = document.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
        );
        if (fragment && !reached.includes(fragment)) reached.push(fragment);
      },
    });
  }
  return names;
}

function isDefined({ variableDefinitions }: OperationDefinitionNode, name: string): boolean {
  return variableDefinitions?.some(({ variable }) => variable.name.value === name) ?? false;
}

function defaultsOf({ variableDefinitions }: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  return new Map(
    (variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined,
    ]),
  );
}
