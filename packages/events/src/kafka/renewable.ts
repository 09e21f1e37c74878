import { createSlots } from '../slots.ts';

/** Something connected, that is thrown away after its first failure and opened again for the next use. */
export type Renewable<Connected> = {
  use<Value>(work: (connected: Connected) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

type Opened<Connected> = { readonly connecting: Promise<Connected>; uses: number; isDiscarded: boolean };

/** @param options.atOnce - Uses at the same time; the others wait in order. */
export function createRenewable<Connected>(options: {
  atOnce: number;
  open(): Promise<Connected>;
  close(connected: Connected): Promise<void>;
}): Renewable<Connected> {
  const slots = createSlots(options.atOnce);
  const closing = new Set<Promise<void>>();
  let current: Opened<Connected> | null = null;

  /** Whoever else uses it at the moment may end that. */
  const closeUnused = (opened: Opened<Connected>) => {
    if (!opened.isDiscarded || opened.uses > 0) return;
    // Nobody waits for the end of something broken, except whoever closes everything.
    const closed = opened.connecting.then(options.close).catch(() => undefined);
    closing.add(closed);
    void closed.then(() => closing.delete(closed));
  };
  const discard = (opened: Opened<Connected>) => {
    if (current === opened) current = null;
    opened.isDiscarded = true;
  };
  return {
    use: (work) =>
      slots.use(async () => {
        current ??= { connecting: options.open(), uses: 0, isDiscarded: false };
        const used = current;
        used.uses += 1;
        try {
          return await work(await used.connecting);
        } catch (error) {
          discard(used);
          throw error;
        } finally {
          used.uses -= 1;
          closeUnused(used);
        }
      }),
    async close() {
      if (current) {
        const last = current;
        discard(last);
        closeUnused(last);
      }
      await Promise.all(closing);
    },
  };
}
