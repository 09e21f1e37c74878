import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import type { FastifyReply } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { type Session, sessionEnded } from '../access/authenticate.ts';
import { maskError } from '../execution/mask-errors.ts';
import type { ResultStream } from '../subscriptions/federated-stream.ts';
import { type LiveClients, type LiveOperation, notTaken } from '../subscriptions/live-clients.ts';
import { openEventStreams, subscriptionEvents } from '../telemetry/router-metrics.ts';
import { type EventWriter, eventWriter } from './event-stream-writer.ts';

type Options = {
  readonly live: LiveClients;
  readonly settings: Pick<Configuration['router'], 'socketPingMs' | 'socketBufferBytes'>;
  readonly logger: Logger;
};

export type EventStreams = {
  /**
   * Answers with an event stream. Gives what refuses the operation instead, to be answered as on any route.
   *
   * @throws CaravanError `UNAVAILABLE` when there are too many clients, or the router is stopping.
   */
  serve(reply: FastifyReply, operation: StreamedOperation): Promise<ExecutionResult | null>;
};

export type StreamedOperation = Pick<LiveOperation, 'prepared' | 'client' | 'startedAt'> & {
  readonly session: Session;
};

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Neither a browser nor a proxy may keep, change or collect what belongs to one client and moment.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
};

/**
 * GraphQL over SSE, distinct connections mode (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md).
 *
 * The handler of `graphql-sse` would validate and limit by itself, keep what a slow client has not read without a
 * bound, and not release streams that are no generators; its client is what the tests speak with.
 */
export function eventStreams(options: Options): EventStreams {
  const { live, settings } = options;
  return {
    serve: async (reply, { session, ...operation }) => {
      const { raw } = reply;
      // Whoever has gone already would never be seen to leave.
      if (raw.destroyed) return abandon(reply);
      let writer: EventWriter | undefined;
      const leave = live.enter(() => (writer ? writer.end() : raw.destroy()));
      if (!leave) throw notTaken(live);
      raw.once('close', leave);
      const isSubscription = operation.prepared.operation.operation === 'subscription';
      const started: LiveOperation = { ...operation, way: 'sse' };
      const outcome = isSubscription ? await live.subscribe(started) : await live.execute(started);
      if (isRefusal(outcome)) {
        raw.off('close', leave);
        leave();
        return outcome;
      }
      if (raw.destroyed) {
        if (Symbol.asyncIterator in outcome) await outcome.return?.();
        return abandon(reply);
      }
      void reply.hijack();
      raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...headers });
      writer = eventWriter(raw, settings);
      if (Symbol.asyncIterator in outcome) await stream(options, { raw, writer, session, operation: started }, outcome);
      else {
        await writer.next(JSON.stringify(outcome));
        writer.complete();
      }
      return null;
    },
  };
}

function abandon(reply: FastifyReply): null {
  void reply.hijack();
  return null;
}

/** One that runs too many already is told so by the status, as on any route. */
function isRefusal(outcome: ResultStream | ExecutionResult): outcome is ExecutionResult {
  return !(Symbol.asyncIterator in outcome) && outcome.data === undefined && isRateLimited(outcome);
}

function isRateLimited({ errors }: ExecutionResult): boolean {
  return errors?.[0]?.extensions.code === 'RATE_LIMITED';
}

type Open = {
  readonly raw: ServerResponse;
  readonly writer: EventWriter;
  readonly session: Session;
  readonly operation: LiveOperation;
};

/** Writes as fast as the client reads, until either side ends it. */
async function stream(
  { live, logger }: Options,
  { raw, writer, session, operation }: Open,
  results: ResultStream,
): Promise<void> {
  openEventStreams.inc();
  const { requestId } = operation.client.caller;
  const unwatch = live.sessions.watch(session, () => {
    void writer.next(JSON.stringify({ errors: [maskError(sessionEnded(), { requestId, logger })] }));
    writer.complete();
  });
  const release = () => void results.return?.();
  raw.once('close', release);
  if (raw.destroyed) release();
  try {
    for (let event = await results.next(); !event.done; event = await results.next()) {
      subscriptionEvents.inc();
      await writer.next(event.value.text);
    }
    writer.complete();
  } finally {
    unwatch();
    openEventStreams.dec();
  }
}
