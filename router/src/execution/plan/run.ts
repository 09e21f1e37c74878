import type { DocumentNode, ExecutionResult } from 'graphql';

/** As the client gave them, defaults not applied. */
export type Variables = Readonly<Record<string, unknown>>;

/** Says to a subgraph which entity is meant: `__typename`, a key, and what its fields require. */
export type Representation = Readonly<Record<string, unknown>>;

/** One request to one subgraph. */
export type Fetch = {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  readonly query: string;
  /** `query`, parsed; always the same object for the same text of a plan. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
};

/**
 * Asks a subgraph. The answer becomes the operation's own: other answers are merged into its data, so one answer must
 * never be given to two operations.
 *
 * @throws CaravanError when the subgraph cannot be had (`TIMEOUT`, `UNAVAILABLE`, …).
 */
export type Fetcher = (fetch: Fetch) => Promise<ExecutionResult>;

/** One `_entities` selection of a plan: one object for the whole life of the plan, so it can be the key of a WeakMap. */
export type EntityFetch = {
  readonly subgraph: string;
  /** As if it were sent alone. */
  readonly query: string;
  /** Of the operation's variables, those that the selection depends on. */
  readonly variableNames: readonly string[];
};

/** Entities that need not be fetched. Those it gives and those it is given are never changed by the operation. */
export type EntityCache = {
  /** One slot per representation: the entity, null where there is none, undefined where it must be fetched. */
  read(
    fetch: EntityFetch,
    representations: readonly Representation[],
  ): Promise<readonly (Record<string, unknown> | null | undefined)[]>;
  /** What the subgraph answered without errors. */
  write(fetch: EntityFetch, representations: readonly Representation[], entities: readonly unknown[]): void;
};

/** What one execution of a compiled operation is given. */
export type Run = { readonly variables: Variables; readonly fetch: Fetcher; readonly entities?: EntityCache };

/** What is sent to a subgraph once to hear of its events. */
export type PrimarySubscription = {
  readonly subgraph: string;
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  variables(of: Variables): Record<string, unknown>;
};

export type CompiledOperation = {
  /** Null unless it is a subscription. */
  readonly primary: PrimarySubscription | null;
  /** Data shaped by the client's operation, errors by the client's paths. */
  execute(run: Run): Promise<ExecutionResult>;
  /** The client's result for one event of the primary subscription, which is not changed. */
  complete(event: ExecutionResult, run: Run): Promise<ExecutionResult>;
};

export type Path = readonly (string | number)[];
