import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { parse, valueFromASTUntyped } from 'graphql';
import { argumentOf, linkedDirective } from '../supergraph/links.ts';
import { demandsOf } from './demands.ts';
import type { Rights } from './rights.ts';
import { readTypes, type SupergraphTypes } from './supergraph-types.ts';

/** One application of `@authenticated`, `@requiresScopes` or `@policy`. */
export type Rule =
  | { readonly kind: 'authenticated' }
  /** An OR of ANDs: all names of at least one inner list. Nothing holds for an empty OR. */
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** Who may ask for what, by the full supergraph. Rules are spoken of by their place in `rules`. */
export type AccessRules = {
  readonly rules: readonly Rule[];
  readonly types: SupergraphTypes;
  /** Every rule that must hold for whoever selects the field on the type; names that are unknown have none. */
  demands(type: string, field: string): readonly number[];
};

/**
 * Reads the rules of access of a full supergraph, under whatever names its links give them.
 *
 * A field demands the rules on itself, on its type and on the type that it returns (scalars and enums too), and those
 * of whatever it `@requires` or takes from a context: composition wants them repeated, but older ones did not. A field
 * of an interface demands what it demands on every type that implements it, since it may turn out to be any of them.
 * Types of arguments demand nothing, as in Apollo's router.
 */
export function readAccessRules(supergraphSdl: string): AccessRules {
  const document = parse(supergraphSdl, { noLocation: true });
  const { rules, read } = ruleReader(document);
  const types = readTypes(document, read);
  return { rules, types, demands: rules.length === 0 ? () => none : demandsOf(types) };
}

/** Whether a rule holds for somebody with these rights. */
export function holds(rule: Rule, rights: Rights): boolean {
  if (rule.kind === 'authenticated') return rights.isAuthenticated;
  const held = rule.kind === 'scopes' ? rights.scopes : rights.policies;
  return rule.anyOf.some((all) => all.every((name) => held.has(name)));
}

const none: readonly number[] = [];

/** Gives equal rules one place. */
function ruleReader(document: DocumentNode) {
  const authenticated = linkedDirective(document, 'authenticated');
  const scopes = linkedDirective(document, 'requiresScopes');
  const policy = linkedDirective(document, 'policy');
  const rules: Rule[] = [];
  const places = new Map<string, number>();
  const placeOf = (rule: Rule) => {
    const text = JSON.stringify(rule);
    const place = places.get(text) ?? rules.push(rule) - 1;
    places.set(text, place);
    return place;
  };
  const read = (directives: readonly ConstDirectiveNode[] = []) =>
    directives.flatMap((directive): number[] => {
      const name = directive.name.value;
      if (name === authenticated) return [placeOf({ kind: 'authenticated' })];
      if (name === scopes) return [placeOf({ kind: 'scopes', anyOf: listsOf(directive, 'scopes') })];
      if (name === policy) return [placeOf({ kind: 'policies', anyOf: listsOf(directive, 'policies') })];
      return [];
    });
  return { rules, read };
}

function listsOf(directive: ConstDirectiveNode, name: string): string[][] {
  const value = argumentOf(directive, name);
  const lists: unknown = value ? valueFromASTUntyped(value) : [];
  // A single value stands for a list of it (https://spec.graphql.org/September2025/#sec-List.Input-Coercion).
  return asList(lists).map((all) => asList(all).map(String));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}
