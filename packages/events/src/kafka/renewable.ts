import { createSlots } from '../slots.ts';

/** Something connected, that is thrown away after its first failure and opened again for the next use. */
export type Renewable<Connected> = {
  use<Value>(work: (connected: Connected) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

/** @param options.atOnce - Uses at the same time; the others wait in order. */
export function createRenewable<Connected>(options: {
  atOnce: number;
  open(): Promise<Connected>;
  close(connected: Connected): Promise<void>;
}): Renewable<Connected> {
  const slots = createSlots(options.atOnce);
  const closing = new Set<Promise<void>>();
  let current: Promise<Connected> | null = null;

  const discard = (opened: Promise<Connected>) => {
    if (current === opened) current = null;
    // Nobody waits for the end of something broken, except whoever closes everything.
    const closed = opened.then(options.close).catch(() => undefined);
    closing.add(closed);
    void closed.then(() => closing.delete(closed));
  };
  return {
    use: (work) =>
      slots.use(async () => {
        current ??= options.open();
        const used = current;
        try {
          return await work(await used);
        } catch (error) {
          if (current === used) discard(used);
          throw error;
        }
      }),
    async close() {
      if (current) discard(current);
      await Promise.all(closing);
    },
  };
}
