import { createLogger } from '@caravan/telemetry/logger';
import { expect, test } from 'vitest';
import { noCaching } from '../caching/caching.ts';
import { composeSupergraph } from './compose.ts';
import { followSupergraph } from './generations.ts';
import type { LoadedSupergraph, SupergraphSource } from './supergraph-source.ts';

const router = {
  planningTimeoutMs: 500,
  planningQueue: 10,
  planningHeapMb: 256,
  keptPlans: 10,
  keptPlanBytes: 1_000_000,
};

function loadedWith(field: string) {
  const released: string[] = [];
  const sdl = composeSupergraph([{ name: 'shop', url: 'http://shop.invalid', sdl: `type Query { ${field}: Int }` }]);
  const loaded: LoadedSupergraph = {
    sdl,
    transports: new Map(),
    release: async () => void released.push(field),
  };
  return { loaded, released };
}

async function follow(first: LoadedSupergraph) {
  let swap: Parameters<SupergraphSource['follow']>[0] = async () => {};
  const source: SupergraphSource = {
    first,
    follow: (onLoaded) => {
      swap = onLoaded;
    },
    stop: async () => {},
  };
  const generations = await followSupergraph({
    source,
    configuration: { router } as never,
    caching: { forSupergraph: () => noCaching },
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  return { generations, swap };
}

test('a supergraph that cannot be prepared is let go, and the one before stays', async () => {
  const [one, two] = [loadedWith('one'), loadedWith('two')];
  const { generations, swap } = await follow(one.loaded);
  const before = generations.current();
  generations.onNext(() => Promise.reject(new Error('no plans')));
  await expect(swap(two.loaded)).rejects.toThrow('no plans');
  expect(generations.current()).toBe(before);
  expect([...one.released, ...two.released]).toEqual(['two']);
  await generations.stop();
});

test('a router that stops waits for no supergraph that is being prepared', async () => {
  const [one, two] = [loadedWith('one'), loadedWith('two')];
  const { generations, swap } = await follow(one.loaded);
  const preparing = Promise.withResolvers<void>();
  generations.onNext(async ({ ended }) => {
    preparing.resolve();
    await new Promise((resolve) => ended.addEventListener('abort', resolve));
  });
  const swapping = swap(two.loaded);
  await preparing.promise;
  await Promise.all([generations.stop(), swapping]);
  expect([...one.released, ...two.released]).toEqual(['one', 'two']);
});
