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

  constructor(code: ErrorCode, message: string, { kind, reason }: { kind: FailureKind; reason: string }) {
    super(code, message);
    this.kind = kind;
    this.reason = reason;
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
  return new FetchFailure('UNAVAILABLE', 'A part that is needed does not answer right now.', { kind, reason });
}
