import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@caravan/config/configuration';
import { type EmbeddedServer, findEmbeddedServer, startEmbeddedServer } from '@caravan/database/embedded-server';
import { hasSchema, prepareSchema, provisionSchema, roleOf, urlOfRole } from '@caravan/database/provision';
import { openSealer, type Sealer } from '@caravan/events/sealing';
import type { EventTransport } from '@caravan/events/transport';
import { type FileStore, openFileStore } from '@caravan/files/file-store';
import type { Bucket } from '@caravan/files/s3';
import type { Logger } from '@caravan/telemetry/logger';
import { openTransport } from './open-transport.ts';
import { subgraphs } from './subgraphs.ts';

/** What all parts of one process share: Postgres, the event log, sealed keys and files. */
export type Platform = {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly transport: EventTransport;
  /** Opened when it is asked for, so that a process which unseals nothing needs no key. */
  sealer(): Promise<Sealer>;
  readonly files: FileStore;
  /** URL of a part's database, as a role that can touch nothing but the part's schema. */
  databaseUrl(part: string): Promise<string>;
  /** Address under which clients reach the router. */
  publicUrl(): string;
  /** Tells the address once the router listens, when it was not configured. */
  setPublicUrl(url: string): void;
  stop(): Promise<void>;
};

/** Databases that configuration gives to single parts. */
function ownUrl({ database }: Configuration, part: string): string | undefined {
  const urls: Readonly<Record<string, string | undefined>> = {
    identity: database.identityUrl,
    marketplace: database.marketplaceUrl,
    payments: database.paymentsUrl,
    events: database.eventsUrl,
    sandbox: database.sandboxUrl,
  };
  return urls[part];
}

/** Whether any of Caravan's parts has no database configured. */
export function usesEmbeddedServer(configuration: Configuration): boolean {
  const { payments, platform, database } = configuration;
  const hasSandbox = !payments.sandboxUrl && platform.environment !== 'production';
  const parts = ['events', ...subgraphs.map(({ name }) => name), ...(hasSandbox ? ['sandbox'] : [])];
  return !database.url && !parts.every((part) => ownUrl(configuration, part));
}

/**
 * Whether the part's database is not to be found with these settings: they are those of another part, which has one of
 * its own. What is asked of such a part would be answered by an empty embedded server.
 */
export function isElsewhere(configuration: Configuration, part: string): boolean {
  const { database, platform } = configuration;
  if (database.url || ownUrl(configuration, part) || existsSync(join(platform.dataFolder, 'postgres'))) return false;
  return ['events', ...subgraphs.map(({ name }) => name)].some((other) => ownUrl(configuration, other));
}

/** Opens what the parts of this process need. */
export async function openPlatform(options: {
  configuration: Configuration;
  logger: Logger;
  durable?: boolean;
}): Promise<Platform> {
  const { configuration, logger } = options;
  await using opened = new AsyncDisposableStack();
  const server = sharedServer(configuration, options.durable ?? true);
  opened.defer(() => server.stop());
  const databaseUrl = (part: string) => provision(configuration, server, part);
  const eventsUrl = () => databaseUrl('events');
  const transport = await openTransport({ configuration, eventsUrl, logger });
  opened.defer(() => transport.close());
  const { sealingKey } = configuration.platform;
  let sealer: Promise<Sealer> | undefined;
  opened.defer(async () => (await sealer?.catch(() => null))?.close());

  let address =
    configuration.platform.publicUrl ?? `http://${configuration.platform.host}:${configuration.platform.port}`;
  const files = openFileStore({
    folder: join(configuration.platform.dataFolder, 'files'),
    s3: bucketOf(configuration),
    secret: configuration.platform.fileSecret,
    baseUrl: () => address,
  });
  const everything = opened.move();
  return {
    configuration,
    logger,
    transport,
    sealer: () => {
      sealer ??= eventsUrl().then((url) => openSealer({ url, sealingKey }));
      return sealer;
    },
    files,
    databaseUrl,
    publicUrl: () => address,
    setPublicUrl: (url) => {
      address = configuration.platform.publicUrl ?? url;
    },
    stop: () => everything.disposeAsync(),
  };
}

function bucketOf({ files: { bucket, ...store } }: Configuration): Bucket | undefined {
  return bucket === undefined ? undefined : { bucket, ...store };
}

type SharedServer = { url(): Promise<string>; stop(): Promise<void> };

/** `DATABASE_URL`, or the embedded Postgres: started, or joined when it runs, once a part has no database of its own. */
function sharedServer(configuration: Configuration, durable: boolean): SharedServer {
  let opening: Promise<OpenServer> | undefined;
  return {
    url: async () => {
      opening ??= openServer(configuration, durable);
      return (await opening).url;
    },
    // A start that failed was told to whoever asked for the address.
    stop: async () => (await opening?.catch(() => null))?.started?.stop(),
  };
}

type OpenServer = { url: string; started?: EmbeddedServer };

async function openServer(configuration: Configuration, durable: boolean): Promise<OpenServer> {
  if (configuration.database.url) return { url: configuration.database.url };
  const folder = join(configuration.platform.dataFolder, 'postgres');
  const running = findEmbeddedServer(folder);
  if (running) return { url: running };
  const started = await startEmbeddedServer({ folder, durable });
  return { url: started.url, started };
}

async function provision(configuration: Configuration, server: SharedServer, part: string): Promise<string> {
  const own = ownUrl(configuration, part);
  if (own) {
    await prepareSchema({ url: own, name: part });
    return own;
  }
  return provisionSchema({
    adminUrl: await server.url(),
    name: part,
    password: rolePassword(configuration, part),
  });
}

/** The databases of all parts, for commands that look after what is in them. */
export type Databases = {
  /** As `Platform` has it: role and schema are made when they are missing. */
  provisioned(part: string): Promise<string>;
  /** Changes nothing; null when the part has no schema. */
  existing(part: string): Promise<string | null>;
  stop(): Promise<void>;
};

/** Opens no part of Caravan: the embedded Postgres is started, or joined when it runs, and nothing else. */
export function openDatabases(configuration: Configuration): Databases {
  const server = sharedServer(configuration, true);
  return {
    provisioned: (part) => provision(configuration, server, part),
    async existing(part) {
      const { database, platform } = configuration;
      const own = ownUrl(configuration, part);
      const isNew = !own && !database.url && !existsSync(join(platform.dataFolder, 'postgres'));
      if (isNew) return null;
      const url = own ?? (await server.url());
      if (!(await hasSchema(url, part))) return null;
      return own ?? urlOfRole(url, roleOf(url, part), rolePassword(configuration, part));
    },
    stop: () => server.stop(),
  };
}

/** The same in every process of a deployment, and nowhere stored. */
function rolePassword(configuration: Configuration, part: string): string {
  return createHmac('sha256', configuration.platform.callerSecret).update(`database role ${part}`).digest('base64url');
}
