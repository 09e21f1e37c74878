import { createHash } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Logger } from '@caravan/telemetry/logger';
import type { SubgraphTransport } from '../transports/subgraph-transport.ts';
import { joinedSubgraphs } from './join-graph.ts';
import type { LoadedSupergraph, SupergraphSource } from './supergraph-source.ts';

type Options = {
  /** A supergraph, or a folder with the schema of each subgraph as `<name>.graphql`. */
  readonly path: string;
  /** Addresses that are not, or otherwise, in the supergraph, by the subgraph's name. */
  readonly urls: ReadonlyMap<string, readonly string[]>;
  readonly pollMs: number;
  open(subgraph: PlacedSubgraph): SubgraphTransport;
  readonly logger: Logger;
};

/** A subgraph with the address of its GraphQL endpoint, or those of its replicas. */
type PlacedSubgraph = { readonly name: string; readonly endpoints: readonly URL[] };

/**
 * A supergraph from a file, or composed from a folder of subgraphs' schemas. A changed file is loaded while the router runs.
 *
 * @throws Error when the file cannot be read or is no supergraph, or a subgraph has no address.
 */
export async function fileSource(options: Options): Promise<SupergraphSource> {
  const { path, pollMs, logger } = options;
  const transports = sharedTransports(options.open);
  let sdl = await readSupergraph(options);
  const first = load(sdl, options, transports);
  const watched = new Set<string>();
  let turn = Promise.resolve();

  const reload = async (onLoaded: (loaded: LoadedSupergraph) => Promise<void>) => {
    try {
      const next = await readSupergraph(options);
      if (digest(next) === digest(sdl)) return;
      const loaded = load(next, options, transports);
      await onLoaded(loaded);
      sdl = next;
    } catch (error) {
      logger.error({ err: error }, 'the changed supergraph cannot be loaded; the old one stays');
    }
  };
  return {
    first,
    follow: (onLoaded) => {
      if (pollMs === 0) return;
      // By their state and not by notifications: files of mounted volumes are replaced through symbolic links.
      const watch = async () => {
        for (const file of await filesOf(path)) {
          if (watched.has(file)) continue;
          watched.add(file);
          watchFile(file, { interval: pollMs, persistent: false }, onChange);
        }
      };
      const onChange = () => {
        turn = turn.then(() => reload(onLoaded)).then(watch);
      };
      turn = turn.then(watch);
    },
    stop: async () => {
      await turn;
      for (const file of watched) unwatchFile(file);
      await transports.close();
    },
  };
}

async function readSupergraph({ path, urls }: Options): Promise<string> {
  if (!(await stat(path)).isDirectory()) return readFile(path, 'utf8');
  const files = (await readdir(path)).filter((name) => name.endsWith('.graphql')).sort();
  const subgraphs = files.map(async (file) => {
    const name = basename(file, '.graphql');
    return { name, url: urls.get(name)?.[0] ?? '', sdl: await readFile(join(path, file), 'utf8') };
  });
  // Composition is loaded by those who compose.
  const { composeSupergraph } = await import('./compose.ts');
  return composeSupergraph(await Promise.all(subgraphs));
}

/** The file, or the folder and what is in it now; nothing while it is away. */
async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return [path];
  const files = (await readdir(path)).filter((name) => name.endsWith('.graphql'));
  return [path, ...files.map((file) => join(path, file))];
}

function load(sdl: string, { urls }: Options, transports: SharedTransports): LoadedSupergraph {
  const subgraphs = joinedSubgraphs(sdl).map(({ name, url }) => {
    const addresses = urls.get(name) ?? [url];
    if (!addresses.every((address) => URL.canParse(address)))
      throw new Error(`The subgraph ${name} has no address: set SUBGRAPH_URLS=${name}=…`);
    return { name, endpoints: addresses.map((address) => new URL(address)) };
  });
  const taken = subgraphs.map((subgraph) => transports.take(subgraph));
  return {
    sdl,
    transports: new Map(taken.map(({ transport }) => [transport.name, transport])),
    release: async () => {
      await Promise.all(taken.map(({ release }) => release()));
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type SharedTransports = ReturnType<typeof sharedTransports>;

/** One transport per subgraph and address, whatever number of supergraphs uses it; the last one that leaves closes it. */
function sharedTransports(open: (subgraph: PlacedSubgraph) => SubgraphTransport) {
  const known = new Map<string, { transport: SubgraphTransport; users: number }>();
  return {
    take: (subgraph: PlacedSubgraph) => {
      const key = [subgraph.name, ...subgraph.endpoints].join(' ');
      const shared = known.get(key) ?? { transport: open(subgraph), users: 0 };
      known.set(key, shared);
      shared.users += 1;
      return {
        transport: shared.transport,
        release: async () => {
          shared.users -= 1;
          if (shared.users > 0) return;
          known.delete(key);
          await shared.transport.close();
        },
      };
    },
    close: async () => {
      const all = [...known.values()];
      known.clear();
      await Promise.all(all.map(({ transport }) => transport.close()));
    },
  };
}
