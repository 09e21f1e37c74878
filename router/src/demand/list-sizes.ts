import { type FieldNode, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import type { FieldRule, InputRule, ListSize } from './cost-rules.ts';
import type { Estimation, Term } from './terms.ts';

/** What slicing arguments say in one operation: how many they are and the largest of them. */
type Slicing = { readonly count: number; readonly largest: number; readonly largestName: string };

/** Reads the slicing arguments of a field, given as literals, variables or defaults. */
export function slicingOf(field: FieldNode, rule: FieldRule): (estimation: Estimation) => Slicing {
  const readers = (rule.listSize?.slicing ?? []).map((path) => ({
    name: path.join('.'),
    read: sliceReader(field, rule.arguments, path),
  }));
  return (estimation) => {
    let slicing = none;
    for (const { name, read } of readers) {
      const size = read(estimation);
      if (size === null) continue;
      const isLargest = slicing.count === 0 || size > slicing.largest;
      slicing = {
        count: slicing.count + 1,
        largest: isLargest ? size : slicing.largest,
        largestName: isLargest ? name : slicing.largestName,
      };
    }
    return slicing;
  };
}

const none: Slicing = { count: 0, largest: 0, largestName: '' };

/** How many entries a field's list has. */
export function sizeTerm(field: FieldNode, rule: FieldRule, defaultSize: number): Term {
  const { listSize } = rule;
  if (!listSize) return defaultSize;
  const otherwise = listSize.assumed ?? defaultSize;
  if (listSize.slicing.length === 0) return otherwise;
  const slicing = slicingOf(field, rule);
  if (!usesVariables(field, listSize)) return sizeOf(slicing(withoutVariables), otherwise);
  return (estimation) => sizeOf(slicing(estimation), otherwise);
}

const withoutVariables: Estimation = { id: 0, variables: {} };

function sizeOf({ count, largest }: Slicing, otherwise: number): number {
  return count === 0 ? otherwise : Math.max(0, largest);
}

function usesVariables(field: FieldNode, { slicing }: ListSize): boolean {
  return (field.arguments ?? []).some(
    ({ name, value }) => slicing.some(([first]) => first === name.value) && hasVariable(value),
  );
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
}

function sliceReader(
  field: FieldNode,
  inputs: readonly InputRule[],
  [name = '', ...rest]: readonly string[],
): (estimation: Estimation) => number | null {
  const given = field.arguments?.find((argument) => argument.name.value === name)?.value;
  const byDefault = inputs.find((input) => input.name === name)?.defaultValue;
  const fallback = byDefault ? numberAt(valueFromASTUntyped(byDefault), rest) : null;
  if (!given) return () => fallback;
  return ({ variables }) => {
    const isAbsent = given.kind === Kind.VARIABLE && !Object.hasOwn(variables, given.name.value);
    const value = isAbsent ? undefined : valueFromASTUntyped(given, variables);
    // A variable that was not given leaves the argument out, so that its default counts.
    return value === undefined ? fallback : numberAt(value, rest);
  };
}

function numberAt(value: unknown, path: readonly string[]): number | null {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return null;
    found = (found as Record<string, unknown>)[key];
  }
  return typeof found === 'number' ? found : null;
}
