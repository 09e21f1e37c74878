import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import { anonymous } from '@caravan/core/principal';
import type { Logger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import type { Client } from '../access/client.ts';
import type { DenySet } from '../access/deny-set.ts';
import { maskError } from '../execution/mask-errors.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { PreparedOperation } from '../execution/prepare.ts';
import type { Admission } from '../resilience/admission.ts';
import { type LoggedOperation, logOperation } from '../telemetry/operation-log.ts';
import { openSubscriptions } from '../telemetry/router-metrics.ts';
import type { ResultStream } from './federated-stream.ts';
import { type SessionEnds, sessionEnds } from './session-ends.ts';
import { subscriptionCounts } from './subscription-counts.ts';

/** An operation of a client that stays: on a socket, or as an event stream. */
export type LiveOperation = {
  readonly prepared: PreparedOperation;
  readonly client: Client;
  readonly way: LoggedOperation['way'];
  /** In the clock of `performance.now()`. */
  readonly startedAt: number;
};

/** What sockets and event streams have in common: limits, sessions that end, and the end of the router. */
export type LiveClients = {
  /**
   * Lets a socket or event stream in, and gives what is called when it has gone; null when there are as many as are
   * allowed, or the router has too much to do, or is to stop.
   *
   * @param goAway - Ends it because the router stops.
   */
  enter(goAway: () => void): (() => void) | null;
  readonly sessions: SessionEnds;
  isDraining(): boolean;
  execute(operation: LiveOperation): Promise<ExecutionResult>;
  /** A principal who has as many as are allowed is refused by a result. */
  subscribe(operation: LiveOperation): Promise<ResultStream | ExecutionResult>;
  /** Lets nothing new in; ends sockets and event streams when no query or mutation runs any more, or the time is up. */
  drain(graceMs: number): Promise<void>;
};

type Options = {
  readonly pipeline: Pipeline;
  readonly denied: DenySet;
  readonly settings: Pick<Configuration['router'], 'sockets' | 'subscriptionsPerPrincipal'>;
  /** Why nobody is let in right now, if so: too much work, or the router is to stop. */
  readonly admission: Pick<Admission, 'refusal'>;
  readonly logger: Logger;
};

export function liveClients({ pipeline, denied, settings, admission, logger }: Options): LiveClients {
  const sessions = sessionEnds(denied);
  const present = new Map<() => void, PromiseWithResolvers<void>>();
  const running = new Set<Promise<unknown>>();
  let draining = false;
  return {
    sessions,
    isDraining: () => draining,
    enter: (goAway) => {
      if (draining || present.size >= settings.sockets || admission.refusal() !== null) return null;
      const gone = Promise.withResolvers<void>();
      present.set(goAway, gone);
      return () => {
        present.delete(goAway);
        gone.resolve();
      };
    },
    execute: async (operation) => {
      const { prepared, client } = operation;
      const executing = pipeline.execute(prepared, client);
      running.add(executing);
      const result = await executing.finally(() => running.delete(executing));
      log(logger, operation, result);
      return result;
    },
    subscribe: subscriber({ pipeline, settings, logger }),
    drain: async (graceMs) => {
      draining = true;
      await finished(running, graceMs);
      const all = [...present];
      for (const [goAway] of all) goAway();
      await Promise.all(all.map(([, { promise }]) => promise));
      sessions.stop();
    },
  };
}

function subscriber({ pipeline, settings, logger }: Pick<Options, 'pipeline' | 'settings' | 'logger'>) {
  const counts = subscriptionCounts(settings.subscriptionsPerPrincipal);
  return async (operation: LiveOperation): Promise<ResultStream | ExecutionResult> => {
    const release = counts.take(subscriberOf(operation.client));
    if (!release) {
      const { requestId } = operation.client.caller;
      const result = { errors: [maskError(tooMany('subscriptions'), { requestId, logger })] };
      log(logger, operation, result);
      return result;
    }
    const outcome = await pipeline.subscribe(operation.prepared, operation.client).catch((error: unknown) => {
      release();
      throw error;
    });
    if (Symbol.asyncIterator in outcome) {
      openSubscriptions.inc();
      outcome.onEnd(() => {
        release();
        openSubscriptions.dec();
        log(logger, operation, {});
      });
      return outcome;
    }
    release();
    log(logger, operation, outcome);
    return outcome;
  };
}

/** Waits until all is done and its results have been written, at most that long. */
async function finished(running: ReadonlySet<Promise<unknown>>, graceMs: number): Promise<void> {
  const done = new AbortController();
  const timeUp = pause(graceMs, undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([Promise.allSettled(running), timeUp]);
  done.abort();
  await setImmediate();
}

/** Whose subscriptions are counted together. */
function subscriberOf({ caller: { principal, clientAddress }, apiKeyId }: Client): string {
  return principal.id ?? apiKeyId ?? clientAddress ?? anonymous.kind;
}

export function tooMany(what: string): CaravanError {
  return new CaravanError('RATE_LIMITED', `Too many ${what} at once; end one first.`);
}

/** Why somebody is not let in. */
export function notTaken(live: LiveClients): CaravanError {
  return live.isDraining() ? stopping() : new CaravanError('UNAVAILABLE', 'Too many clients at once. Try again.');
}

export function stopping(): CaravanError {
  return new CaravanError('UNAVAILABLE', 'The router is stopping. Connect again.');
}

function log(
  logger: Logger,
  { prepared: { operation, hash, demand: cost }, client: { caller }, way, startedAt }: LiveOperation,
  result: ExecutionResult,
): void {
  const described = { kind: operation.operation, way, name: operation.name?.value, hash, cost };
  logOperation(logger, { operation: described, caller, startedAt }, result);
}
