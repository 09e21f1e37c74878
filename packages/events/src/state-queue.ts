/** Hands states to one reader: per key each version once and in order, and only the newest that waits. */
export type StateQueue<State> = {
  readonly states: AsyncIterableIterator<State>;
  /**
   * Takes those that are newer than what was taken before.
   *
   * @param whole - The states are all there are: they may fill the queue above its size.
   * @returns False when more keys wait than the queue may hold.
   */
  offer(states: readonly State[], whole: boolean): boolean;
  /** Ends the reading: with an error at once. */
  end(error?: unknown): void;
};

/** Keys whose last version is remembered; beyond it the longest unchanged are forgotten. */
const rememberedKeys = 10_000;

type Reader<State> = { resolve(result: IteratorResult<State>): void; reject(error: unknown): void };

export function createStateQueue<State extends { version: number }>(options: {
  keyOf(state: State): string;
  queueSize: number;
  onReturn(): void;
}): StateQueue<State> {
  const waiting = new Map<string, State>();
  const versions = new Map<string, number>();
  const readers: Reader<State>[] = [];
  let capacity = options.queueSize;
  let ended: { error?: unknown } | null = null;

  const take = (): State | undefined => {
    const first = waiting.entries().next();
    if (first.done) return undefined;
    waiting.delete(first.value[0]);
    return first.value[1];
  };
  const accept = (state: State) => {
    const key = options.keyOf(state);
    const known = versions.get(key);
    if (known !== undefined && known >= state.version) return;
    remember(versions, key, state.version);
    const reader = waiting.size === 0 ? readers.shift() : undefined;
    if (reader) reader.resolve({ value: state, done: false });
    else waiting.set(key, state);
  };
  return {
    states: iterator(
      () =>
        new Promise((resolve, reject) => {
          const state = take();
          if (state) resolve({ value: state, done: false });
          else if (!ended) readers.push({ resolve, reject });
          else settle({ resolve, reject }, ended);
        }),
      () => options.onReturn(),
    ),
    offer(states, whole) {
      if (ended) return true;
      if (whole) capacity = options.queueSize + states.length;
      states.forEach(accept);
      return waiting.size <= capacity;
    },
    end(error) {
      if (ended) return;
      ended = { error };
      waiting.clear();
      for (const reader of readers.splice(0)) settle(reader, ended);
    },
  };
}

function remember(versions: Map<string, number>, key: string, version: number): void {
  versions.delete(key);
  versions.set(key, version);
  if (versions.size <= rememberedKeys) return;
  for (const oldest of versions.keys()) {
    versions.delete(oldest);
    return;
  }
}

/** The error is thrown once, as iterators do; afterwards the reading is simply over. */
function settle<State>({ resolve, reject }: Reader<State>, ended: { error?: unknown }): void {
  const { error } = ended;
  delete ended.error;
  if (error === undefined) resolve({ value: undefined, done: true });
  else reject(error);
}

function iterator<State>(
  next: () => Promise<IteratorResult<State>>,
  release: () => void,
): AsyncIterableIterator<State> {
  return {
    next,
    return: async () => {
      release();
      return { value: undefined, done: true };
    },
    throw: async (error) => {
      release();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
