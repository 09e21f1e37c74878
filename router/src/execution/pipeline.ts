import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { runInOperation } from '@caravan/core/operation-context';
import type { Caller } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import {
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { Client } from '../access/client.ts';
import { restoreAliases } from '../planning/aliases.ts';
import type { CheckedDocument } from '../planning/documents.ts';
import { recentOperations } from '../planning/warm-up.ts';
import type { Admission } from '../resilience/admission.ts';
import { priorityRules } from '../resilience/priorities.ts';
import { whenAdmitted } from '../resilience/when-admitted.ts';
import { federatedStream, type ResultStream } from '../subscriptions/federated-stream.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { Generations } from '../supergraph/generations.ts';
import { openSubscriptions, subscriptionEvents } from '../telemetry/router-metrics.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';
import { isUpstream } from '../transports/subgraph-transport.ts';
import { unavailable } from '../transports/with-timeout.ts';
import { maskError, maskResult, underRequest } from './mask-errors.ts';
import type { OperationScope } from './operation-scope.ts';
import { badRequest, readRequest } from './request.ts';
import type { CompiledOperation, Run } from './stock-compile.ts';
import { subgraphFetcher } from './subgraph-fetches.ts';

/** An operation that was parsed, measured, validated and given variables that fit. */
export type PreparedOperation = CheckedDocument & {
  readonly generation: Generation;
  /** The client's own text. */
  readonly text: string;
  readonly operation: OperationDefinitionNode;
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
};

export type Preparation =
  | { readonly operation: PreparedOperation; readonly errors: null }
  | { readonly operation: null; readonly errors: readonly GraphQLError[] };

/** The one way of every operation, whether it came by HTTP, WebSocket or SSE. */
export type Pipeline = {
  prepare(request: unknown, client: Client): Promise<Preparation>;
  execute(operation: PreparedOperation, client: Client): Promise<ExecutionResult>;
  subscribe(operation: PreparedOperation, client: Client): Promise<ResultStream | ExecutionResult>;
  /** Plans what was asked lately for a supergraph that is about to be used. */
  warmUp(generation: Generation): Promise<void>;
};

type Options = {
  readonly settings: Configuration['router'];
  /** The supergraph in use. */
  readonly generations: Pick<Generations, 'current'>;
  readonly forwarded: ForwardedHeaders;
  readonly admission: Pick<Admission, 'enter'>;
  readonly logger: Logger;
};

export function createPipeline(options: Options): Pipeline {
  const { generations, settings, admission, logger } = options;
  const priorityOf = priorityRules({ high: settings.priorityHigh, low: settings.priorityLow });
  /** Runs in the client's context, and only when there is room for it. */
  const run = async <Outcome extends ResultStream | ExecutionResult>(
    { document, operation }: PreparedOperation,
    { caller, signal }: Client,
    work: () => Promise<Outcome>,
  ) => {
    const asker = { priority: priorityOf(document, operation), signal };
    return guarded(caller, logger, () => whenAdmitted(admission, asker, work));
  };
  const recent = recentOperations(settings.warmUpPlans, logger);
  return {
    prepare: async (request, client) => {
      const preparation = prepare(request, client, generations.current());
      if (!preparation.errors) return preparation;
      const { requestId } = client.caller;
      return { operation: null, errors: preparation.errors.map((error) => underRequest(error, requestId)) };
    },
    execute: async (operation, client) => {
      const result = await run(operation, client, async () => {
        const compiled = await compile(operation, client);
        recent.remember(operation, client);
        return compiled.execute(runOf(options, operation, client));
      });
      return inClientsNames(operation, result);
    },
    subscribe: (operation, client) => run(operation, client, () => openStream(options, operation, client)),
    warmUp: (generation) => recent.planAhead(generation, compile),
  };
}

function prepare(given: unknown, client: Client, generation: Generation): Preparation {
  const request = readRequest(given);
  if (request instanceof GraphQLError) return refuse(request);
  if (request.query === undefined) return refuse(badRequest('A request needs a `query`.'));
  const checked = generation.check(client.contract)(request.query);
  if ('length' in checked) return { operation: null, errors: checked };
  const operation = getOperationAST(checked.document, request.operationName);
  if (!operation) return refuse(badRequest('Name one operation of the document in `operationName`.'));
  const { variables } = request;
  const schema = generation.schemaOf(client.contract);
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 });
  if (errors) return { operation: null, errors: errors.map(({ message }) => badRequest(message)) };
  return { operation: { ...checked, generation, text: request.query, operation, variables }, errors: null };
}

function refuse(error: GraphQLError): Preparation {
  return { operation: null, errors: [error] };
}

function compile(
  prepared: PreparedOperation,
  { contract }: Pick<Client, 'contract' | 'rights'>,
): Promise<CompiledOperation> {
  const { generation, document, operation, source, hash } = prepared;
  return generation.plans.of({
    key: `${contract} ${hash}`,
    document,
    operation,
    schema: generation.schemaOf(contract),
    planned: { document, source },
    denied: new Map(),
  });
}

function runOf(options: Options, { generation, variables }: PreparedOperation, client: Client): Run {
  return { variables, fetch: subgraphFetcher(options, generation, scopeOf(options, client)) };
}

function scopeOf({ settings }: Options, { caller, headers, signal }: Client): OperationScope {
  return { caller, headers, deadline: performance.now() + settings.operationTimeoutMs, ...(signal && { signal }) };
}

function inClientsNames({ isRenamed }: PreparedOperation, result: ExecutionResult): ExecutionResult {
  return isRenamed ? restoreAliases(result) : result;
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
  options: Options,
  operation: PreparedOperation,
  client: Client,
): Promise<ResultStream | ExecutionResult> {
  const { settings, forwarded, logger } = options;
  const { caller, headers } = client;
  const { generation } = operation;
  const compiled = await compile(operation, client);
  const { primary } = compiled;
  const transport = primary && generation.transports.get(primary.subgraph);
  if (!transport) throw unavailable();
  const upstream = await transport.subscribe({
    kind: 'subscription',
    query: primary.query,
    document: primary.document,
    variables: primary.variables(operation.variables),
    operationName: primary.operationName,
    caller,
    headers: forwarded(primary.subgraph, headers),
    timeoutMs: settings.fetchTimeoutMs,
  });
  if (!isUpstream(upstream)) return upstream;
  const masking = { requestId: caller.requestId, logger };
  openSubscriptions.inc();
  return federatedStream(upstream, {
    complete: async (event) => {
      const result = await guarded(caller, logger, () => {
        subscriptionEvents.inc();
        return compiled.complete(event, runOf(options, operation, client));
      });
      return inClientsNames(operation, result);
    },
    toFailure: (error) => ({ errors: [maskError(brokenUpstream(error), masking)] }),
    onEnd: () => openSubscriptions.dec(),
    outlived: generation.ended,
  });
}

/** Failures of the connection say so themselves; anything else is ours. */
function brokenUpstream(error: unknown): unknown {
  return error instanceof CaravanError ? error : new Error('A subscription broke.', { cause: error });
}
