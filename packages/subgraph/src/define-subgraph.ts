import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '@caravan/config/configuration';
import type { EventContract } from '@caravan/contracts/event';
import type { Pager } from '@caravan/core/pages';
import type { Caller, Principal } from '@caravan/core/principal';
import type { Database } from '@caravan/database/database';
import type { Consumer } from '@caravan/events/consumer';
import type { LiveFeed } from '@caravan/events/live-feed';
import type { Sealer } from '@caravan/events/sealing';
import type { FileStore } from '@caravan/files/file-store';
import type { Job } from '@caravan/jobs/job';
import type { Logger } from '@caravan/telemetry/logger';
import type { Route } from './route.ts';

/** What a running subgraph is given to build its dependencies from. */
export type Runtime = {
  readonly name: string;
  readonly configuration: Configuration;
  readonly database: Database;
  readonly feed: LiveFeed;
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly pager: Pager;
  readonly logger: Logger;
  now(): Date;
  /** Base address under which clients reach the router; known after it listens. */
  publicUrl(): string;
};

/** What every resolver gets as its third argument; made anew for each operation, and for each event of a subscription. */
export type GraphContext<Deps, Loaders = unknown> = {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly principal: Principal;
  readonly loaders: Loaders;
  /**
   * When a subscription that is made again last heard of anything; else null. A subscription to a list then begins
   * with what changed since, besides what it begins with anyway.
   */
  readonly missedSince: Date | null;
};

export type Definition<Deps, Loaders> = {
  readonly name: string;
  /** SDL of the subgraph alone: the shared file and federation's `@link` are added. See `readSchemaFolder`. */
  readonly schema: (configuration: Configuration) => string;
  /** Resolver maps (graphql-tools style); several are merged, one per feature. */
  readonly resolvers: object | readonly object[];
  /** Folder of SQL files. */
  readonly migrations: URL;
  deps(runtime: Runtime): Deps;
  /** DataLoaders, fresh per operation. */
  loaders(deps: Deps, caller: Caller): Loaders;
  readonly consumers: readonly Consumer<Deps>[];
  /** Events that the live feeds of its subscriptions follow. */
  readonly follows: readonly EventContract[];
  readonly jobs: readonly Job<Deps>[];
  readonly routes: readonly Route<Deps>[];
  /** Runs after the migrations, before the first call is served. */
  onStart?(deps: Deps): Promise<void>;
};

/** A subgraph as others see it. Its dependencies' type is its own affair. */
export type SubgraphDefinition = Definition<unknown, unknown>;

/** Describes a subgraph; nothing runs until `runSubgraph`. */
export function defineSubgraph<Deps, Loaders>(definition: Definition<Deps, Loaders>): SubgraphDefinition {
  // Its dependencies are only ever passed to its own functions, so forgetting their type is safe.
  return definition as unknown as SubgraphDefinition;
}

/** The text of all `*.graphql` files below a folder, in the order of their paths. Links are not followed. */
export function readSchemaFolder(folder: URL): string {
  const root = fileURLToPath(folder);
  return globSync('**/*.graphql', { cwd: root })
    .sort()
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
}
