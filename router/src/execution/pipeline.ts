import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { runInOperation } from '@caravan/core/operation-context';
import type { Caller } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { z } from 'zod';
import { restoreAliases } from '../planning/aliases.ts';
import type { FetchSources, Gateway, GatewayRequest, Planner } from '../planning/apollo-internals.ts';
import { documentChecks } from '../planning/documents.ts';
import { subscriptionPlans } from '../planning/subscription-plans.ts';
import { federatedStream, type ResultStream } from '../subscriptions/federated-stream.ts';
import { openSubscriptions, subscriptionEvents } from '../telemetry/router-metrics.ts';
import { isUpstream, type SubgraphTransport } from '../transports/subgraph-transport.ts';
import { unavailable } from '../transports/with-timeout.ts';
import { maskError, maskResult, underRequest } from './mask-errors.ts';
import type { OperationScope } from './subgraph-source.ts';

/** An operation that was parsed, measured, validated and given variables that fit. */
export type PreparedOperation = {
  readonly document: DocumentNode;
  readonly source: string;
  readonly hash: string;
  readonly isRenamed: boolean;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
};

export type Preparation =
  | { readonly operation: PreparedOperation; readonly errors: null }
  | { readonly operation: null; readonly errors: readonly GraphQLError[] };

/** The one way of every operation, whether it came by HTTP or WebSocket. */
export type Pipeline = {
  /** For those who want to know what kind of operation it is; documents are checked by `prepare` only. */
  readonly schema: GraphQLSchema;
  prepare(request: unknown, requestId: string): Preparation;
  execute(operation: PreparedOperation, caller: Caller): Promise<ExecutionResult>;
  subscribe(operation: PreparedOperation, caller: Caller): Promise<ResultStream | ExecutionResult>;
};

type Options = {
  readonly settings: Configuration['router'];
  readonly introspection: boolean;
  readonly fieldNames: ReadonlySet<string>;
  readonly gateway: Gateway;
  readonly planner: Planner;
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  readonly sources: FetchSources;
  readonly logger: Logger;
};

export function createPipeline(options: Options): Pipeline {
  const { gateway, planner, settings, logger } = options;
  const { introspection, fieldNames } = options;
  const check = documentChecks({ schema: planner.apiSchema, fieldNames, limits: settings, introspection });
  const plans = subscriptionPlans(planner);
  return {
    schema: planner.apiSchema,
    prepare: (request, requestId) => {
      const preparation = prepare(request, check, planner.apiSchema);
      if (!preparation.errors) return preparation;
      return { operation: null, errors: preparation.errors.map((error) => underRequest(error, requestId)) };
    },
    execute: async (operation, caller) => {
      const result = await guarded(caller, logger, async () =>
        introspectsOnly(operation)
          ? introspect(planner.apiSchema, operation)
          : gateway.execute(toGatewayRequest(operation, scopeOf(caller, settings))),
      );
      return inClientsNames(operation, result);
    },
    subscribe: (operation, caller) => guarded(caller, logger, () => openStream(options, plans, { operation, caller })),
  };
}

const requestShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

function prepare(request: unknown, check: ReturnType<typeof documentChecks>, schema: GraphQLSchema): Preparation {
  const shape = requestShape.safeParse(request);
  if (!shape.success) {
    return refuse(
      'BAD_USER_INPUT',
      'A request is an object with `query`, and `variables` and `operationName` if needed.',
    );
  }
  const checked = check(shape.data.query);
  if ('length' in checked) return { operation: null, errors: checked };
  const operation = getOperationAST(checked.document, shape.data.operationName);
  if (!operation) return refuse('BAD_USER_INPUT', 'Name one operation of the document in `operationName`.');
  const variables = shape.data.variables ?? {};
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 });
  if (errors) {
    const coded = errors.map(({ message }) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } }));
    return { operation: null, errors: coded };
  }
  return { operation: { ...checked, operation, variables }, errors: null };
}

function refuse(code: string, message: string): Preparation {
  return { operation: null, errors: [new GraphQLError(message, { extensions: { code } })] };
}

function scopeOf(caller: Caller, { operationTimeoutMs }: Configuration['router']): OperationScope {
  return { caller, deadline: performance.now() + operationTimeoutMs };
}

function inClientsNames({ isRenamed }: PreparedOperation, result: ExecutionResult): ExecutionResult {
  return isRenamed ? restoreAliases(result) : result;
}

function toGatewayRequest(prepared: PreparedOperation, scope: OperationScope): GatewayRequest {
  const { operation, document, source, hash, variables } = prepared;
  return { document, source, hash, variables, operationName: operation.name?.value, context: scope };
}

/** The gateway answers introspection from a copy of the schema that does not know its newest fields. */
function introspectsOnly({ operation: { operation, selectionSet } }: PreparedOperation): boolean {
  return (
    operation === OperationTypeNode.QUERY &&
    selectionSet.selections.every((each) => each.kind === Kind.FIELD && each.name.value.startsWith('__'))
  );
}

function introspect(schema: GraphQLSchema, { document, operation, variables }: PreparedOperation): ExecutionResult {
  return executeSync({ schema, document, operationName: operation.name?.value ?? null, variableValues: variables });
}

/** Runs in the request's context; what leaves is masked, whether it was answered or thrown. */
async function guarded<Outcome extends ResultStream | ExecutionResult>(
  caller: Caller,
  logger: Logger,
  work: () => Promise<Outcome>,
): Promise<Outcome | ExecutionResult> {
  const masking = { requestId: caller.requestId, logger };
  return inOperation(caller, async () => {
    try {
      const outcome = await work();
      return Symbol.asyncIterator in outcome ? outcome : maskResult(outcome, masking);
    } catch (error) {
      return { data: null, errors: [maskError(error, masking)] };
    }
  });
}

function inOperation<Value>(caller: Caller, work: () => Value): Value {
  const context = { correlationId: caller.requestId, causationId: null, principalId: caller.principal.id };
  return runInOperation(context, work);
}

async function openStream(
  { planner, transports, sources, settings, logger }: Options,
  plans: ReturnType<typeof subscriptionPlans>,
  { operation, caller }: { operation: PreparedOperation; caller: Caller },
): Promise<ResultStream | ExecutionResult> {
  const plan = plans(operation);
  const transport = transports.get(plan.primary.serviceName);
  if (!transport) throw unavailable();
  const upstream = await transport.subscribe({
    kind: 'subscription',
    headers: {},
    query: plan.primary.operation,
    variables: pick(operation.variables, plan.primary.variableUsages ?? []),
    operationName: plan.primary.operationName,
    caller,
    timeoutMs: settings.fetchTimeoutMs,
  });
  if (!isUpstream(upstream)) return upstream;

  const masking = { requestId: caller.requestId, logger };
  openSubscriptions.inc();
  return federatedStream(upstream, {
    complete: async (event) => {
      const result = await guarded(caller, logger, () => {
        subscriptionEvents.inc();
        const request = toGatewayRequest(operation, scopeOf(caller, settings));
        return planner.completeEvent(plan, event, { request, sources, logger });
      });
      return inClientsNames(operation, result);
    },
    toFailure: (error) => ({ errors: [maskError(brokenUpstream(error), masking)] }),
    onEnd: () => openSubscriptions.dec(),
  });
}

/** Failures of the connection say so themselves; anything else is ours. */
function brokenUpstream(error: unknown): unknown {
  return error instanceof CaravanError ? error : new Error('A subscription broke.', { cause: error });
}

function pick(variables: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
}
