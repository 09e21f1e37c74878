import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { runInOperation } from '@caravan/core/operation-context';
import type { Caller } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import { readTraceparent } from '@caravan/telemetry/tracing';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { authorise } from '../access/authorise.ts';
import type { Client } from '../access/client.ts';
import type { RateBudget } from '../demand/rate-budget.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import { restoreAliases } from '../planning/aliases.ts';
import { recentOperations } from '../planning/warm-up.ts';
import type { Admission } from '../resilience/admission.ts';
import { priorityRules } from '../resilience/priorities.ts';
import { whenAdmitted } from '../resilience/when-admitted.ts';
import { federatedStream, type ResultStream } from '../subscriptions/federated-stream.ts';
import { sharedFeeds } from '../subscriptions/shared-feeds.ts';
import { sharingRules } from '../subscriptions/sharing.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { Generations } from '../supergraph/generations.ts';
import { endSpan, operationSpan } from '../telemetry/operation-span.ts';
import { openUpstreams } from '../telemetry/router-metrics.ts';
import { unavailable } from '../transports/fetch-failure.ts';
import type { ForwardedHeaders } from '../transports/forwarded-headers.ts';
import { isUpstream } from '../transports/subgraph-transport.ts';
import { withTimeout } from '../transports/with-timeout.ts';
import { maskError, maskResult } from './mask-errors.ts';
import type { OperationScope } from './operation-scope.ts';
import type { CompiledOperation, EntityCache, Run } from './plan/run.ts';
import { type Preparation, type PreparedOperation, preparation, type ValidOperation } from './prepare.ts';
import { subgraphFetcher } from './subgraph-fetches.ts';

/** The one way of every operation, whether it came by HTTP, WebSocket or SSE. */
export type Pipeline = {
  prepare(request: unknown, client: Client): Promise<Preparation>;
  execute(operation: PreparedOperation, client: Client): Promise<ExecutionResult>;
  subscribe(operation: PreparedOperation, client: Client): Promise<ResultStream | ExecutionResult>;
  /** Plans what was asked lately, and what a safelist names, for a supergraph that is about to be used. */
  warmUp(generation: Generation): Promise<void>;
};

type Options = {
  readonly settings: Configuration['router'];
  /** The supergraph in use. */
  readonly generations: Pick<Generations, 'current'>;
  readonly forwarded: ForwardedHeaders;
  readonly admission: Pick<Admission, 'enter'>;
  readonly persisted: PersistedOperations;
  readonly budget: RateBudget;
  /** Events that wait for one subscriber at most. */
  readonly liveQueueSize: number;
  readonly logger: Logger;
};

export function createPipeline(options: Options): Pipeline {
  const { settings, admission, logger } = options;
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
  const recent = recentOperations({
    kept: settings.warmUpPlans,
    listed: options.persisted.documents,
    logger,
  });
  const sharingOf = sharingRules({ declared: settings.sharedSubscriptions, forwarded: options.forwarded });
  const feeds = sharedFeeds({ events: options.liveQueueSize, bytes: settings.liveQueueBytes });
  return {
    prepare: preparation(options),
    execute: async (operation, client) => {
      const span = operationSpan(operation, client);
      const result = await answered(operation, client, (entities) =>
        run(operation, client, async () => {
          const deadline = performance.now() + settings.operationTimeoutMs;
          const compiled = await compileInTime(options, operation, { client, payer: client });
          recent.remember(operation, client);
          const { traceparent } = span;
          return compiled.execute(runOf(options, operation, { client, entities, traceparent, deadline }));
        }),
      );
      endSpan(span, result);
      return settled(operation, result);
    },
    subscribe: (operation, client) =>
      run(operation, client, () => {
        const sharing = sharingOf(operation, client);
        if (!sharing) return openStream(options, operation, { client, payer: client });
        return feeds.join(sharing, () => openStream(options, operation, { client: sharing.client, payer: client }));
      }),
    warmUp: (generation) => recent.planAhead(generation, (operation, asker) => compile(operation, asker)),
  };
}

function compile(
  prepared: ValidOperation,
  { contract, rights }: Pick<Client, 'contract' | 'rights'>,
  onGivenUp?: () => void,
): Promise<CompiledOperation> {
  const { generation, document, operation, source, hash } = prepared;
  const allowed = authorise(generation.access, { document, operation }, rights);
  return generation.plans.of({
    key: `${contract} ${hash} ${allowed.key}`,
    document,
    characters: source.length,
    operation,
    schema: generation.schemaOf(contract),
    planned: allowed.operation && { document: allowed.document, ...(allowed.document === document && { source }) },
    denied: allowed.denied,
    ...(onGivenUp && { onGivenUp }),
  });
}

/** In whose name something runs, and who pays when planning it takes too long: a shared feed runs in nobody's. */
type Asking = { readonly client: Client; readonly payer: Client };

/** Many new operations at once wait for the planner. What is planned too late for one is there for the next. */
function compileInTime(
  { settings, budget }: Options,
  operation: PreparedOperation,
  { client, payer }: Asking,
): Promise<CompiledOperation> {
  const onGivenUp = () => void budget.fine(payer, settings.planningCost);
  return withTimeout(compile(operation, client, onGivenUp), settings.operationTimeoutMs);
}

/** What is kept is given out without waiting for room. */
function answered(
  { generation, document, operation, hash, coerced }: PreparedOperation,
  client: Client,
  execute: (entities: EntityCache | undefined) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const schema = generation.schemaOf(client.contract);
  const key = () => JSON.stringify([generation.id, client.contract, hash, operation.name?.value, coerced]);
  return generation.caching.answer({ document, operation, schema, key }, { client, variables: coerced }, execute);
}

type Runner = {
  readonly client: Client;
  readonly entities: EntityCache | undefined;
  readonly traceparent: string | null;
  /** When the operation is over at the latest; of a subscription each event has its own. */
  readonly deadline?: number;
};

function runOf(options: Options, operation: PreparedOperation, runner: Runner): Run {
  const { entities } = runner;
  const fetch = subgraphFetcher(options, operation.generation, scopeOf(options, operation, runner));
  return { variables: operation.variables, fetch, ...(entities && { entities }) };
}

function scopeOf({ settings }: Options, { operation, generation }: PreparedOperation, runner: Runner): OperationScope {
  const { caller, headers, signal } = runner.client;
  return {
    caller,
    headers,
    deadline: runner.deadline ?? performance.now() + settings.operationTimeoutMs,
    mayShare: operation.operation === OperationTypeNode.QUERY,
    version: generation.caching.version(),
    traceparent: runner.traceparent,
    ...(signal && { signal }),
  };
}

/** The result in the client's names, with what it cost if he asks. */
function settled(operation: PreparedOperation, result: ExecutionResult): ExecutionResult {
  const cost = operation.demand.settle(result.data);
  const named = inClientsNames(operation, result);
  return cost ? { ...named, extensions: { ...named.extensions, cost } } : named;
}

function inClientsNames(operation: PreparedOperation, result: ExecutionResult): ExecutionResult {
  return operation.isRenamed ? restoreAliases(result, operation) : result;
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
  { client, payer }: Asking,
): Promise<ResultStream | ExecutionResult> {
  const { settings, forwarded, logger } = options;
  const { caller, headers } = client;
  const { generation } = operation;
  const compiled = await compileInTime(options, operation, { client, payer });
  const { primary } = compiled;
  // An event says that something has changed: nothing that was kept is put beside it.
  const runner: Runner = { client, entities: undefined, traceparent: readTraceparent(headers.traceparent) };
  const run = runOf(options, operation, runner);
  // The rules of access have left nothing of it: it ends with what they say.
  if (!primary) return inClientsNames(operation, { errors: (await compiled.execute(run)).errors ?? [] });
  const transport = generation.transports.get(primary.subgraph);
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
  openUpstreams.inc();
  return federatedStream(upstream, {
    complete: async (event) => {
      const result = await guarded(caller, logger, () => compiled.complete(event, runOf(options, operation, runner)));
      return settled(operation, result);
    },
    toFailure: (error) => ({ errors: [maskError(brokenUpstream(error), masking)] }),
    onEnd: () => openUpstreams.dec(),
    outlived: generation.ended,
  });
}

/** Failures of the connection say so themselves; anything else is ours. */
function brokenUpstream(error: unknown): unknown {
  return error instanceof CaravanError ? error : new Error('A subscription broke.', { cause: error });
}
