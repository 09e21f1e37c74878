import { AsyncLocalStorage } from 'node:async_hooks';

/** What log lines and published events of one unit of work (request, event, job) have in common. */
export type OperationContext = {
  /** The client request or saga it belongs to. */
  readonly correlationId: string;
  /** The event being handled, if any. */
  readonly causationId: string | null;
  /** UUID of who asked; null for the system. */
  readonly principalId: string | null;
  /** The trace it is part of (W3C Trace Context). */
  readonly traceparent?: string | null;
};

const storage = new AsyncLocalStorage<OperationContext>();

export function runInOperation<Value>(context: OperationContext, work: () => Value): Value {
  return storage.run(context, work);
}

export function currentOperation(): OperationContext | undefined {
  return storage.getStore();
}
