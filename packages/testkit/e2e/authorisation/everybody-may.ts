import { type Caller, type Principal, scopes } from '@caravan/core/principal';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';

type Resolve = (source: unknown, input: unknown, context: Context, info: unknown) => unknown;

/** The subgraph as if its use cases and resolvers took everybody with an account for an administrator. Its rules stand. */
export function whereEverybodyMay(definition: SubgraphDefinition): SubgraphDefinition {
  return {
    ...definition,
    loaders: (deps, caller) => definition.loaders(deps, { ...caller, principal: promoted(caller.principal) }),
    resolvers: [definition.resolvers].flat().map((types) => mapValues(types, (fields) => mapValues(fields, promote))),
  };
}

function promote(resolver: unknown): unknown {
  if (typeof resolver === 'function') {
    const resolve = resolver as Resolve;
    const promoting: Resolve = (source, input, context, info) =>
      // A reference is resolved with its context in the second place.
      isContext(input)
        ? (resolve as (...all: unknown[]) => unknown)(source, withPromoted(input), context, info)
        : resolve(source, input, isContext(context) ? withPromoted(context) : context, info);
    return promoting;
  }
  return mapValues(resolver, promote);
}

type Context = { principal: Principal; caller: Caller };

function isContext(value: unknown): value is Context {
  return typeof value === 'object' && value !== null && 'principal' in value;
}

function withPromoted(context: Context): Context {
  const principal = promoted(context.principal);
  return { ...context, principal, caller: { ...context.caller, principal } };
}

function promoted(principal: Principal): Principal {
  return principal.kind === 'user' ? { ...principal, scopes } : principal;
}

/** Plain maps only: scalars and the like stay as they are. */
function mapValues(value: unknown, change: (value: unknown) => unknown): object {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value as object;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}
