import type { Configuration } from '@caravan/config/configuration';
import type { Pager } from '@caravan/core/pages';
import type { Database } from '@caravan/database/database';
import type { LiveFeed } from '@caravan/events/live-feed';
import type { Sealer } from '@caravan/events/sealing';
import type { Runtime } from '@caravan/subgraph/define-subgraph';
import type { PaymentProvider } from './providers/provider.ts';

/** What the use cases of payments work with. */
export type Deps = {
  readonly settings: Configuration['payments'];
  readonly database: Database;
  readonly feed: LiveFeed;
  readonly sealer: Sealer;
  readonly pager: Pager;
  readonly logger: Runtime['logger'];
  now(): Date;
  /** Where buyers come back to after paying. */
  publicUrl(): string;
  /** By name, such as `sandbox`. */
  readonly providers: ReadonlyMap<string, PaymentProvider>;
};
