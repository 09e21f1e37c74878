import { type DirectiveNode, type FieldNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';
import { clientKeyOf } from '../planning/client-keys.ts';
import type { AccessedOperation, Refusal } from './authorise.ts';
import { fragmentsOf } from './selections.ts';

/** What somebody is told of a field that he may not see. */
export const refusalMessages: Readonly<Record<Refusal, string>> = {
  UNAUTHENTICATED: 'Sign in to see or do this.',
  FORBIDDEN: 'You may not see or do this.',
};

const toldPaths = 20;

type Variables = Readonly<Record<string, unknown>>;

/**
 * Why a whole operation is refused: one error for each field that somebody may not see, by its path without places in
 * lists. What `@skip` and `@include` leave out is no reason.
 *
 * @param variables - With defaults.
 */
export function refusalsOf(
  denied: ReadonlyMap<FieldNode, Refusal>,
  { document, operation }: AccessedOperation,
  variables: Variables,
): GraphQLError[] {
  if (denied.size === 0) return [];
  const fragments = fragmentsOf(document);
  const told = new Map<string, GraphQLError>();
  const follow = ({ selections }: SelectionSetNode, path: readonly string[]): void => {
    for (const selection of selections) {
      if (told.size === toldPaths) return;
      if (!isIncluded(selection.directives, variables)) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) follow(fragment.selectionSet, path);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        follow(selection.selectionSet, path);
      } else {
        const below = [...path, clientKeyOf((selection.alias ?? selection.name).value)];
        const code = denied.get(selection);
        if (code) told.set(below.join('.'), refusal(code, below));
        else if (selection.selectionSet) follow(selection.selectionSet, below);
      }
    }
  };
  follow(operation.selectionSet, []);
  return [...told.values()];
}

function refusal(code: Refusal, path: readonly string[]): GraphQLError {
  return new GraphQLError(refusalMessages[code], { path, extensions: { code } });
}

function isIncluded(directives: readonly DirectiveNode[] = [], variables: Variables): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const isOn =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return (isOn === true) === (name.value === 'include');
  });
}
