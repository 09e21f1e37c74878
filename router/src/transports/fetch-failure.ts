import { CaravanError, type ErrorCode } from '@caravan/core/errors';

/**
 * What went wrong with a call of a subgraph, for those who decide whether to try again.
 *
 * - `timeout`: no whole answer in time.
 * - `passing`: no connection, a lost one, or 502, 503, 504: may well be gone at the next try.
 * - `broken`: an answer that is none of GraphQL, is too large, or says 500.
 * - `refused`: 4xx; it lives, but does not take this call.
 * - `abandoned`: nobody waits for the answer any more.
 * - `shut`: not even asked, since it failed too often.
 */
export type FailureKind = 'timeout' | 'passing' | 'broken' | 'refused' | 'abandoned' | 'shut';

/** A subgraph that cannot be had. Clients are told code and message only; `reason` is ours and holds nothing foreign. */
export class FetchFailure extends CaravanError {
  readonly kind: FailureKind;
  readonly reason: string;
  /** False when the subgraph has surely seen nothing of the call: then even a mutation may be sent to a replica. */
  readonly isSent: boolean;

  constructor(code: ErrorCode, message: string, details: { kind: FailureKind; reason: string; isSent?: boolean }) {
    super(code, message);
    this.kind = details.kind;
    this.reason = details.reason;
    this.isSent = details.isSent ?? true;
  }
}

export function timedOut(): FetchFailure {
  return new FetchFailure('TIMEOUT', 'A part that is needed took too long to answer.', {
    kind: 'timeout',
    reason: 'no answer in time',
  });
}

/** @param reason - For the log: a code, a status or words of ours, never anything that the subgraph wrote. */
export function unavailable(kind: FailureKind = 'broken', reason = 'cannot be had'): FetchFailure {
  return new FetchFailure('UNAVAILABLE', notAnswering, { kind, reason });
}

/** The same of a call of which the subgraph has seen nothing. */
export function unreached(kind: FailureKind, reason: string): FetchFailure {
  return new FetchFailure('UNAVAILABLE', notAnswering, { kind, reason, isSent: false });
}

const notAnswering = 'A part that is needed does not answer right now.';
