import type { ResultStream } from './federated-stream.ts';

/** Keeps count of running subscriptions per principal. */
export type SubscriptionCounts = {
  /** Null when the principal has as many as are allowed. */
  take(principal: string): Place | null;
};

export type Place = {
  release(): void;
  /** The stream, giving the place back when it ends for whatever reason. */
  held(stream: ResultStream, onEnd: () => void): ResultStream;
};

export function subscriptionCounts(most: number): SubscriptionCounts {
  const counts = new Map<string, number>();
  return {
    take: (principal) => {
      const count = counts.get(principal) ?? 0;
      if (count >= most) return null;
      counts.set(principal, count + 1);
      let taken = true;
      const release = () => {
        if (!taken) return;
        taken = false;
        const left = (counts.get(principal) ?? 1) - 1;
        if (left > 0) counts.set(principal, left);
        else counts.delete(principal);
      };
      return { release, held: (stream, onEnd) => releasing(stream, release, onEnd) };
    },
  };
}

function releasing(stream: ResultStream, release: () => void, onEnd: () => void): ResultStream {
  let open = true;
  const end = () => {
    if (!open) return;
    open = false;
    release();
    onEnd();
  };
  return {
    async next() {
      const result = await stream.next();
      if (result.done) end();
      return result;
    },
    async return() {
      end();
      return (await stream.return?.()) ?? { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
