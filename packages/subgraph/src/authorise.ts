import type { Principal } from '@caravan/core/principal';
import {
  type ConstDirectiveNode,
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';

/** Who may ask for a field. Several rules of one field must all hold. */
export type Rule =
  | { readonly kind: 'public' }
  | { readonly kind: 'authenticated' }
  /** An OR of ANDs: all scopes of at least one inner list. */
  | { readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] };

/**
 * Makes the schema's fields check their rules (`@authenticated`, `@requiresScopes`) before they resolve: who may
 * not gets null and an error with the path. Subscriptions are checked when they start and for each event.
 *
 * @throws Error that lists every root field without a rule and every guarded field that cannot be null: what
 *   nobody thought about is not served.
 */
export function guardSchema(schema: GraphQLSchema): void {
  const problems: string[] = [];
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (rulesOf(type.astNode?.directives).length > 0)
      problems.push(`${type.name}: rules stand on fields, not on types`);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const rules = rulesOf(field.astNode?.directives);
      const name = `${type.name}.${field.name}`;
      if (roots.has(type) && rules.length === 0 && !federationFields.has(field.name))
        problems.push(`${name}: has no rule`);
      const guards = rules.filter(({ kind }) => kind !== 'public');
      if (guards.length === 0) continue;
      if (isNonNullType(field.type)) problems.push(`${name}: is guarded, so it must be nullable`);
      guardField(field, guards);
    }
  }
  if (problems.length > 0) throw new Error(`Refused schema:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

/** Every call is signed, so these two need no rule; entities are guarded by their fields and their resolvers. */
const federationFields = new Set(['_service', '_entities']);

/** Why a principal may not, or null when all rules hold. Nobody signed in is asked to sign in first. */
export function refusalOf(rules: readonly Rule[], principal: Principal): 'UNAUTHENTICATED' | 'FORBIDDEN' | null {
  if (rules.every((rule) => holds(rule, principal))) return null;
  return principal.kind === 'anonymous' || principal.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
}

function holds(rule: Rule, principal: Principal): boolean {
  if (rule.kind === 'public') return true;
  // A partner's program is somebody, too; what it may see is cut to the partners' contract by the router.
  if (rule.kind === 'authenticated') return principal.kind === 'user' || principal.kind === 'partner';
  const held: ReadonlySet<string> = new Set(principal.scopes);
  return rule.anyOf.some((all) => all.every((scope) => held.has(scope)));
}

function rulesOf(directives: readonly ConstDirectiveNode[] | undefined): Rule[] {
  return (directives ?? []).flatMap((directive): Rule[] => {
    const name = directive.name.value;
    if (name === 'public' || name === 'authenticated') return [{ kind: name }];
    if (name !== 'requiresScopes') return [];
    const scopes = directive.arguments?.find((argument) => argument.name.value === 'scopes');
    return [{ kind: 'scopes', anyOf: scopes ? (valueFromASTUntyped(scopes.value) as string[][]) : [] }];
  });
}

type Context = { readonly principal: Principal };

function guardField(field: GraphQLField<unknown, Context>, rules: readonly Rule[]): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, input, context, info) => {
    assertAllowed(rules, context.principal);
    return resolve(source, input, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, input, context, info) => {
    assertAllowed(rules, context.principal);
    return subscribe(source, input, context, info);
  };
}

function assertAllowed(rules: readonly Rule[], principal: Principal): void {
  const refusal = refusalOf(rules, principal);
  if (refusal) throw new GraphQLError(refusalMessages[refusal], { extensions: { code: refusal } });
}

const refusalMessages = {
  UNAUTHENTICATED: 'Sign in to see or do this.',
  FORBIDDEN: 'You may not see or do this.',
} as const;
