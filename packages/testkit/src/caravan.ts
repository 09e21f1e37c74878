import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type Caravan, type CaravanOptions, startCaravan } from '@caravan/cli/caravan';
import { type GraphqlClient, openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { type Environment, parseConfiguration } from '@caravan/config/configuration';
import { createLogger } from '@caravan/telemetry/logger';
import { afterAll, beforeAll } from 'vitest';
import { emptyTestDatabase } from './database.ts';
import { createFieldRecorder } from './field-coverage.ts';
import { openPeople, type People } from './people.ts';
import { testEnvironment } from './settings.ts';

export type TestCaravan = {
  /** The whole Caravan in this process. Usable from `beforeAll` on, like the rest. */
  readonly caravan: Caravan;
  readonly client: GraphqlClient;
  readonly people: People;
  /** For other processes that join this Caravan. */
  readonly environment: Environment;
  readonly adminUrl: string;
};

/**
 * A whole Caravan of this test file, all in one process, on a database of its own. Call it at the top of a file or of
 * a `describe`.
 *
 * @param options.log - Takes the log lines instead of standard output.
 */
export function testCaravan(
  settings: Environment = {},
  { log, ...options }: Pick<CaravanOptions, 'subgraphs' | 'transport'> & { log?: (line: string) => void } = {},
): TestCaravan {
  const { adminUrl } = emptyTestDatabase();
  const environment = testEnvironment(adminUrl, settings);
  let running: { caravan: Caravan; client: GraphqlClient; people: People } | undefined;
  beforeAll(async () => {
    const configuration = parseConfiguration(environment);
    const caravan = await startCaravan({
      ...options,
      configuration,
      logger: createLogger({
        level: configuration.platform.logLevel,
        name: 'test',
        ...(log && { destination: { write: log } }),
      }),
    });
    const client = openTestClient(caravan.url);
    running = { caravan, client, people: openPeople(client) };
  }, 120_000);
  afterAll(async () => {
    await running?.client.close();
    await running?.caravan.stop();
    rmSync(environment.CARAVAN_DATA ?? '', { recursive: true, force: true });
  }, 60_000);
  const part = <Key extends 'caravan' | 'client' | 'people'>(key: Key) => {
    if (!running) throw new Error('The Caravan of a test runs from beforeAll on.');
    return running[key];
  };
  return {
    get caravan() {
      return part('caravan');
    },
    get client() {
      return part('client');
    },
    get people() {
      return part('people');
    },
    environment,
    adminUrl,
  };
}

/** A client whose answers count for the list of fields that tests have seen. */
export function openTestClient(url: string): GraphqlClient {
  return openGraphqlClient(url, createFieldRecorder());
}

/** A short text that is different each time, for names that must not meet those of other tests. */
export function unique(prefix: string): string {
  return `${prefix}_${randomBytes(4).toString('hex')}`;
}
