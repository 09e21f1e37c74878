import { type ArgumentNode, Kind, type ValueNode } from 'graphql';
import type { CostRules, InputRule } from './cost-rules.ts';
import { sum, type Term } from './terms.ts';

/** The cost of a field's arguments; one that is left out costs what its default does. */
export function argumentsTerm(
  rules: CostRules,
  inputs: readonly InputRule[],
  given: readonly ArgumentNode[] | undefined,
): Term {
  return sum(
    inputs.map((input) => {
      const value = given?.find(({ name }) => name.value === input.name)?.value ?? input.defaultValue;
      return value ? literalTerm(rules, input, value) : 0;
    }),
  );
}

function literalTerm(rules: CostRules, input: InputRule, value: ValueNode): Term {
  if (value.kind === Kind.NULL) return 0;
  if (value.kind === Kind.VARIABLE) {
    const name = value.name.value;
    return ({ variables }) => valueCost(rules, input, Object.hasOwn(variables, name) ? variables[name] : undefined);
  }
  if (value.kind === Kind.LIST) {
    return sum([input.weight ?? 0, ...value.values.map((each) => literalTerm(rules, input, each))]);
  }
  if (value.kind !== Kind.OBJECT) return input.weight ?? 0;
  const fields = rules.inputFields(input.type);
  const inner = value.fields.map((field) => {
    const rule = fields?.find(({ name }) => name === field.name.value);
    return rule ? literalTerm(rules, rule, field.value) : 0;
  });
  return sum([input.weight ?? 1, ...inner]);
}

/** Of a variable's value, which was coerced and has its defaults. */
function valueCost(rules: CostRules, input: InputRule, value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (Array.isArray(value)) {
    return value.reduce((total: number, each) => total + valueCost(rules, input, each), input.weight ?? 0);
  }
  const fields = rules.inputFields(input.type);
  if (!fields || typeof value !== 'object') return input.weight ?? 0;
  let total = input.weight ?? 1;
  for (const field of fields) {
    if (Object.hasOwn(value, field.name)) {
      total += valueCost(rules, field, (value as Record<string, unknown>)[field.name]);
    }
  }
  return total;
}
