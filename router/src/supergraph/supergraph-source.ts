import type { SubgraphTransport } from '../transports/subgraph-transport.ts';

/** A supergraph with the ways to its subgraphs. */
export type LoadedSupergraph = {
  /** With all rules of access and cost. */
  readonly sdl: string;
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  /** Told when nothing uses these transports any more. */
  release(): Promise<void>;
};

/** Where supergraphs come from: one at the start, others when something changes. */
export type SupergraphSource = {
  readonly first: LoadedSupergraph;
  /** Calls for each later supergraph that can be loaded; those that cannot are logged. */
  follow(onLoaded: (loaded: LoadedSupergraph) => Promise<void>): void;
  stop(): Promise<void>;
};
