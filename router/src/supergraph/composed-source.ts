import type { Logger } from '@caravan/telemetry/logger';
import { composeSupergraph } from './compose.ts';
import type { ConnectedSubgraph } from './connect.ts';
import { askEverySdl } from './read-sdl.ts';
import type { SupergraphSource } from './supergraph-source.ts';

type Options = {
  readonly connected: readonly ConnectedSubgraph[];
  /** Pause between looks at the schemas of subgraphs elsewhere; 0 for none. */
  readonly pollMs: number;
  readonly logger: Logger;
};

/** The supergraph of connected subgraphs. Those of other processes may be replaced by newer versions while we run. */
export function composedSource({ connected, pollMs, logger }: Options): SupergraphSource {
  const transports = new Map(connected.map(({ transport }) => [transport.name, transport]));
  const elsewhere = connected.filter(({ remote }) => remote !== null);
  const schemas = new Map(connected.map(({ schema }) => [schema.name, schema]));
  const loaded = () => ({
    sdl: composeSupergraph([...schemas.values()]),
    transports,
    release: async () => {},
  });
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = async (): Promise<boolean> => {
    const seen = await Promise.all(
      elsewhere.map(async ({ remote, schema }) => ({ schema, sdl: remote && (await askEverySdl(remote, logger)) })),
    );
    const changed = seen.filter(({ schema, sdl }) => sdl !== null && sdl !== schemas.get(schema.name)?.sdl);
    for (const { schema, sdl } of changed) schemas.set(schema.name, { ...schema, sdl: sdl ?? schema.sdl });
    return changed.length > 0;
  };
  return {
    first: loaded(),
    follow: (onLoaded) => {
      if (elsewhere.length === 0 || pollMs === 0) return;
      const wait = () => {
        if (!stopped) timer = setTimeout(() => void turn().finally(wait), pollMs).unref();
      };
      const turn = async () => {
        try {
          if (!(await look())) return;
          logger.info('a subgraph has a new schema');
          await onLoaded(loaded());
        } catch (error) {
          logger.error({ err: error }, 'the new supergraph cannot be used; the old one stays');
        }
      };
      wait();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };
}
