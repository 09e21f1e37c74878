import { type Admission, overloaded } from './admission.ts';
import type { Priority } from './priorities.ts';

/**
 * Does the work once it is let in.
 *
 * @param asker.signal - Aborted when the client has gone: how long its operation took says nothing then.
 * @throws CaravanError `UNAVAILABLE` when it is not let in.
 */
export async function whenAdmitted<Value>(
  admission: Pick<Admission, 'enter'>,
  { priority, signal }: { readonly priority: Priority; readonly signal?: AbortSignal | undefined },
  work: () => Promise<Value>,
): Promise<Value> {
  const place = await admission.enter(priority);
  if ('retryAfterSeconds' in place) throw overloaded(place);
  try {
    return await work();
  } finally {
    place.leave(signal?.aborted ? 'dropped' : 'done');
  }
}
