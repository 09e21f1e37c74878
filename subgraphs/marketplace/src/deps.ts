import type { Configuration } from '@caravan/config/configuration';
import type { Pager } from '@caravan/core/pages';
import type { Database } from '@caravan/database/database';
import type { LiveFeed } from '@caravan/events/live-feed';
import type { Sealer } from '@caravan/events/sealing';
import type { FileStore } from '@caravan/files/file-store';
import type { Logger } from '@caravan/telemetry/logger';

/** What the use cases of marketplace work with; tests pass another. */
export type Deps = {
  readonly database: Database;
  readonly feed: LiveFeed;
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly pager: Pager;
  readonly logger: Logger;
  readonly settings: Configuration['marketplace'];
  now(): Date;
};
