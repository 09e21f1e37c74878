import type { Configuration } from '@caravan/config/configuration';
import type { Logger } from '@caravan/telemetry/logger';
import type { Caching } from '../caching/caching.ts';
import { type Generation, openGeneration } from './generation.ts';
import type { LoadedSupergraph, SupergraphSource } from './supergraph-source.ts';

/** The supergraph in use, which may be replaced at any time. */
export type Generations = {
  current(): Generation;
  /** Prepares each later generation before clients meet it. */
  onNext(prepare: (next: Generation) => Promise<void>): void;
  stop(): Promise<void>;
};

type Options = {
  readonly source: SupergraphSource;
  readonly configuration: Configuration;
  readonly caching: Pick<Caching, 'forSupergraph'>;
  readonly logger: Logger;
};

/**
 * Follows a source of supergraphs. A new generation takes over when it is ready; the old one finishes what it began,
 * and its subscriptions go on for a grace period.
 */
export async function followSupergraph(options: Options): Promise<Generations> {
  const { source, configuration, logger } = options;
  let current = await open(source.first, options);
  let prepare = async (_next: Generation) => {};
  /** Opened, but not in use yet. */
  let coming: Generation | null = null;
  let stopped = false;
  const retired = new Map<Generation, NodeJS.Timeout>();

  const retire = (generation: Generation) => {
    const { swapGraceMs, operationTimeoutMs, overloadQueueMs } = configuration.router;
    const close = () => {
      retired.delete(generation);
      generation.close().catch((error: unknown) => logger.error({ err: error }, 'an old supergraph does not close'));
    };
    // Queries and mutations are over by then, too.
    retired.set(generation, setTimeout(close, Math.max(swapGraceMs, overloadQueueMs + operationTimeoutMs)).unref());
  };
  source.follow(async (loaded) => {
    const next = await open(loaded, options);
    if (stopped) return next.close();
    coming = next;
    try {
      await prepare(next);
    } catch (error) {
      if (!stopped) await next.close();
      throw error;
    } finally {
      coming = null;
    }
    if (stopped) return;
    const previous = current;
    current = next;
    logger.info({ generation: next.id, previous: previous.id }, 'a new supergraph is in use');
    retire(previous);
  });
  return {
    current: () => current,
    onNext: (given) => {
      prepare = given;
    },
    stop: async () => {
      stopped = true;
      for (const timer of retired.values()) clearTimeout(timer);
      const all = [current, ...(coming ? [coming] : []), ...retired.keys()];
      await Promise.all(all.map((generation) => generation.close()));
      await source.stop();
    },
  };
}

async function open(loaded: LoadedSupergraph, { configuration, caching, logger }: Options): Promise<Generation> {
  try {
    return await openGeneration({ loaded, configuration, caching, logger });
  } catch (error) {
    await loaded.release();
    throw error;
  }
}
