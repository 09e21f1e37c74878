import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '@caravan/core/principal';

/** What every fetch of an operation may know of it. */
export type OperationScope = {
  readonly caller: Caller;
  /** In the clock of `performance.now()`: no fetch lasts longer. */
  readonly deadline: number;
  /** Of the client's request, or of the one that opened its socket; rules say what is passed on. */
  readonly headers: IncomingHttpHeaders;
  /** Whether fetches that are under way already may answer: not when something has just changed. */
  readonly mayShare: boolean;
  /** Of kept answers when it began (`AnswerCaching`): fetches of operations from before a drop do not answer it. */
  readonly version: number;
  /** Of the operation in its trace; null when nobody traces. */
  readonly traceparent: string | null;
  /** Aborted when the client has gone; only queries are given up. */
  readonly signal?: AbortSignal;
};
