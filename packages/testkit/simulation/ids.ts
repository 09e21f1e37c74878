import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const real = crypto.randomUUIDv7;

/** Lets every new id follow from a seed and the virtual clock while `work` runs: ids decide in which order rows are locked. */
export async function withIds<Value>(now: () => number, work: () => Promise<Value>): Promise<Value> {
  let counter = 0;
  replace(() => {
    counter += 1;
    const [time, rest] = [now().toString(16).padStart(12, '0'), counter.toString(16).padStart(12, '0')];
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${rest}`;
  });
  try {
    return await work();
  } finally {
    replace(real);
  }
}

function replace(make: typeof crypto.randomUUIDv7) {
  crypto.randomUUIDv7 = make;
  syncBuiltinESMExports();
}
