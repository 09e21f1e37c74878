import { setTimeout as pause } from 'node:timers/promises';
import { CaravanError } from '@caravan/core/errors';
import { runInOperation } from '@caravan/core/operation-context';
import type { Caller } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import { openSubscriptions, operationSeconds } from '@caravan/telemetry/metrics';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute as executeDocument,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import { documentCache } from './documents.ts';
import { eventResults } from './event-results.ts';
import { maskError, maskResult } from './mask-errors.ts';
import type { ResultStream, RunningSubgraph, SubgraphRequest } from './running-subgraph.ts';

export type Execution = Pick<RunningSubgraph, 'execute' | 'subscribe'> & {
  /** Refuses what comes from now on, waits up to 10 s for running operations, and ends subscriptions. */
  drain(): Promise<void>;
};

const drainMs = 10_000;

type Options = {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  /** Called for each operation and for each event of a subscription. */
  contextFor(caller: Caller, missedSince: Date | null): unknown;
};

/** Runs operations on a subgraph's schema: validated, in their operation's context, with masked errors. */
export function createExecution(options: Options): Execution {
  const documents = documentCache(options.schema);
  const running = new Set<Promise<unknown>>();
  const streams = new Set<ResultStream>();
  let draining = false;

  /** Checks what can be checked before anything runs, and keeps count of what does. */
  const begin = async <Outcome>(
    request: SubgraphRequest,
    kind: 'subscribe' | 'execute',
    work: (args: ExecutionArgs) => Promise<Outcome>,
  ): Promise<Outcome | ExecutionResult> => {
    if (draining) throw new CaravanError('UNAVAILABLE', 'This part is stopping.');
    if (request.signal?.aborted) throw new CaravanError('TIMEOUT', 'The caller gave up.');
    const checked = documents(request.query, request.document);
    if (checked.errors) return { errors: checked.errors };
    assertKind(checked.document, request.operationName, kind);
    const started = work(executionArguments(options, request, checked.document));
    running.add(started);
    return started.finally(() => running.delete(started));
  };

  return {
    execute: (request) =>
      masked(options, request, () => begin(request, 'execute', (args) => measured(options.name, 'operation', args))),
    subscribe: (request) =>
      masked(options, request, () =>
        begin(request, 'subscribe', (args) => startStream(options, { request, args, streams })),
      ),
    drain: async () => {
      draining = true;
      await Promise.race([Promise.allSettled(running), pause(drainMs, undefined, { ref: false })]);
      await Promise.allSettled([...streams].map(async (stream) => stream.return?.()));
    },
  };
}

/** Runs in the request's context; what was thrown or answered with errors leaves masked. */
function masked<Outcome>(
  { name, logger }: Options,
  request: SubgraphRequest,
  work: () => Promise<Outcome | ExecutionResult>,
): Promise<Outcome | ExecutionResult> {
  const masking = { subgraph: name, requestId: request.caller.requestId, logger };
  return inOperation(request, async () => {
    try {
      const outcome = await work();
      return isResult(outcome) ? maskResult(outcome, masking) : outcome;
    } catch (error) {
      return { errors: [maskError(error, masking)] };
    }
  });
}

function isResult(outcome: unknown): outcome is ExecutionResult {
  return typeof outcome === 'object' && outcome !== null && !(Symbol.asyncIterator in outcome);
}

function inOperation<Value>({ caller, traceparent = null }: SubgraphRequest, work: () => Value): Value {
  const { requestId: correlationId, principal } = caller;
  const context = { correlationId, causationId: null, principalId: principal.id, traceparent };
  return runInOperation(context, work);
}

function assertKind(document: DocumentNode, operationName: string | undefined, kind: 'subscribe' | 'execute'): void {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new CaravanError('BAD_USER_INPUT', 'Name one operation of the document.');
  if ((operation.operation === 'subscription') !== (kind === 'subscribe')) {
    throw new CaravanError('BAD_USER_INPUT', `A ${operation.operation} cannot be run this way.`);
  }
}

function executionArguments(options: Options, request: SubgraphRequest, document: DocumentNode): ExecutionArgs {
  return {
    schema: options.schema,
    document,
    contextValue: options.contextFor(request.caller, request.missedSince ?? null),
    variableValues: request.variables ?? {},
    operationName: request.operationName ?? null,
  };
}

async function measured(
  subgraph: string,
  kind: 'operation' | 'event',
  execution: ExecutionArgs,
): Promise<ExecutionResult> {
  const stop = operationSeconds.startTimer({ subgraph, kind });
  try {
    return await executeDocument(execution);
  } finally {
    stop();
  }
}

/** Each event is executed with a context of its own, so that its loaders see what is true then. */
async function startStream(
  options: Options,
  { request, args, streams }: { request: SubgraphRequest; args: ExecutionArgs; streams: Set<ResultStream> },
): Promise<ResultStream | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (isResult(source)) return source;

  const { name, logger } = options;
  const masking = { subgraph: name, requestId: request.caller.requestId, logger };
  const endOnAbort = () => void stream.return?.();
  const events = source[Symbol.asyncIterator]();
  const stream = eventResults(
    { next: () => inOperation(request, () => events.next()), return: () => endOf(events) },
    {
      toResult: (event) =>
        inOperation(request, async () => {
          const contextValue = options.contextFor(request.caller, null);
          return maskResult(await measured(name, 'event', { ...args, rootValue: event, contextValue }), masking);
        }),
      toFailure: (error) => ({ errors: [maskError(error, masking)] }),
      onEnd: () => {
        streams.delete(stream);
        openSubscriptions.dec({ subgraph: name });
        request.signal?.removeEventListener('abort', endOnAbort);
      },
    },
  );
  streams.add(stream);
  openSubscriptions.inc({ subgraph: name });
  request.signal?.addEventListener('abort', endOnAbort, { once: true });
  if (request.signal?.aborted) endOnAbort();
  return stream;
}

async function endOf(events: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
  return (await events.return?.()) ?? { value: undefined, done: true };
}
