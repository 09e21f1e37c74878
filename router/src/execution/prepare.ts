import type { Configuration } from '@caravan/config/configuration';
import {
  GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type AccessedOperation, authorise } from '../access/authorise.ts';
import type { Client } from '../access/client.ts';
import { refusalsOf } from '../access/refuse.ts';
import { assessDemand, type Demand } from '../demand/demand.ts';
import type { RateBudget } from '../demand/rate-budget.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import { type CheckedDocument, withoutHints } from '../planning/documents.ts';
import { isNestedDeeper } from '../planning/value-nesting.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { Generations } from '../supergraph/generations.ts';
import { underRequest } from './mask-errors.ts';
import { badRequest, type GraphqlRequest, readRequest } from './request.ts';

/** An operation that can be planned. */
export type ValidOperation = CheckedDocument & {
  readonly generation: Generation;
  /** The client's own text. */
  readonly text: string;
  readonly operation: OperationDefinitionNode;
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/** An operation that was parsed, measured, validated, given variables that fit, and paid for. */
export type PreparedOperation = ValidOperation & {
  /** Variables with their defaults, and nothing that was not declared. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly demand: Demand;
};

export type Preparation =
  | { readonly operation: PreparedOperation; readonly errors: null }
  | { readonly operation: null; readonly errors: readonly GraphQLError[] };

type Options = {
  readonly settings: Configuration['router'];
  readonly generations: Pick<Generations, 'current'>;
  readonly persisted: PersistedOperations;
  readonly budget: RateBudget;
};

/** The first half of the way of every operation: all that can be refused is refused before anything is planned or run. */
export function preparation(options: Options): (given: unknown, client: Client) => Promise<Preparation> {
  const { budget } = options;
  return async (given, client) => {
    const refuse = (errors: readonly GraphQLError[]): Preparation => ({
      operation: null,
      errors: errors.map((error) => underRequest(error, client.caller.requestId)),
    });
    const waitSeconds = budget.spent(client);
    if (waitSeconds !== null) return refuse([tooMuch(waitSeconds)]);
    const operation = check(options, given, client);
    if ('length' in operation) {
      if (!operation.some(isFree)) void budget.fine(client);
      return refuse(operation);
    }
    const charge = await budget.take(client, operation.demand.estimated);
    if ('retryAfterSeconds' in charge) {
      void budget.fine(client);
      return refuse([tooMuch(charge.retryAfterSeconds)]);
    }
    // Who subscribes pays for one event; how many there will be is not his doing.
    if (operation.operation.operation !== OperationTypeNode.SUBSCRIPTION) operation.demand.charged(charge);
    return { operation, errors: null };
  };
}

type Refusal = readonly GraphQLError[];

function check(options: Options, given: unknown, client: Client): PreparedOperation | Refusal {
  const { persisted, generations, settings } = options;
  const request = readRequest(given);
  if (request instanceof GraphQLError) return [request];
  const resolved = persisted.resolve(request);
  if (resolved instanceof GraphQLError) return [resolved];
  const generation = generations.current();
  const checked = generation.check(client.contract)(resolved.query, client.mayIntrospect);
  if ('length' in checked) return checked;
  const operation = getOperationAST(checked.document, request.operationName);
  if (!operation) return [badRequest('Name one operation of the document in `operationName`.')];
  const refusal = persisted.refusal(resolved, introspectsOnly(operation));
  if (refusal) return [refusal];
  if (isNestedDeeper(request.variables, settings.nesting)) return [tooDeep(settings.nesting)];
  const coerced = coercedVariables(generation.schemaOf(client.contract), operation, request);
  if ('length' in coerced) return client.mayIntrospect ? coerced : coerced.map(unhinted);
  const { document } = checked;
  const costed = { document, operation, variables: coerced.values };
  const refusals = accessRefusals({ settings, access: generation.access }, costed, client);
  if (refusals.length > 0) return refusals;
  const demand = assessDemand({ rules: generation.costs, settings }, costed, { request, client });
  if ('length' in demand) return demand;
  resolved.keep();
  const { variables } = request;
  return { ...checked, generation, text: resolved.query, operation, variables, coerced: coerced.values, demand };
}

/** Where whole operations are refused for what their client may not see of it. */
function accessRefusals(
  { settings, access }: Pick<Options, 'settings'> & Pick<Generation, 'access'>,
  { variables, ...accessed }: AccessedOperation & { readonly variables: Readonly<Record<string, unknown>> },
  { rights }: Client,
): Refusal {
  if (settings.accessRefusal !== 'refuse') return [];
  return refusalsOf(authorise(access, accessed, rights).denied, accessed, variables);
}

function coercedVariables(
  schema: ReturnType<Generation['schemaOf']>,
  { variableDefinitions = [] }: OperationDefinitionNode,
  { variables }: GraphqlRequest,
): { readonly values: Record<string, unknown> } | Refusal {
  if (variableDefinitions.some(({ variable }) => variable.name.value === '__proto__')) {
    // It would be coerced to no property: limits and costs would not see what subgraphs are sent.
    return [badRequest('No variable may be named `__proto__`.')];
  }
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 10 });
  if (errors) {
    const extensions = { code: 'BAD_USER_INPUT' };
    return errors.map(({ message, nodes }) => new GraphQLError(message, { nodes: nodes ?? null, extensions }));
  }
  return { values: coerced };
}

/** What variables should have been tells of the schema as much as what fields should have been. */
function unhinted({ message, nodes, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(withoutHints(message), { nodes: nodes ?? null, extensions });
}

function tooDeep(nesting: number): GraphQLError {
  return new GraphQLError(`The variables are nested too deep: at most ${nesting} levels are allowed.`, {
    extensions: { code: 'OPERATION_TOO_LARGE' },
  });
}

function introspectsOnly({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return (
    operation === OperationTypeNode.QUERY &&
    selectionSet.selections.every((each) => each.kind === Kind.FIELD && each.name.value.startsWith('__'))
  );
}

/** That a hash is not known yet belongs to how clients use hashes. */
function isFree({ extensions }: GraphQLError): boolean {
  return String(extensions.code).startsWith('PERSISTED_QUERY_');
}

function tooMuch(retryAfterSeconds: number): GraphQLError {
  return new GraphQLError('Too much was asked for lately. Try again later.', {
    extensions: { code: 'RATE_LIMITED', retryAfterSeconds },
  });
}
