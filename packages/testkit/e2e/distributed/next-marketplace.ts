import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openProcess, runUntilSignal } from '@caravan/cli/commands/process';
import { runPart, subgraphNamed } from '@caravan/cli/parts';
import { openPlatform } from '@caravan/cli/platform';
import { OrderPlaced } from '@caravan/contracts/marketplace';
import { fromTypeId } from '@caravan/core/ids';
import type { Database } from '@caravan/database/database';
import { consumer, on } from '@caravan/events/consumer';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';
import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/**
 * The marketplace of the next release, run as `node next-marketplace.ts <port>`: orders have a channel. It adds a column
 * by a migration, a field to an event, a consumer that hears of it, and a field to the graph.
 */
const marketplace = subgraphNamed('marketplace');

Object.assign(OrderPlaced, { data: OrderPlaced.data.extend({ channel: z.string().default('web') }) });

type Deps = { readonly database: Database };
type Order = { readonly id: string };

const channels = consumer<Deps>('marketplace.channels', [
  on(OrderPlaced, async (_deps, tx, { data }) => {
    const { orderId, channel } = data as typeof data & { channel: string };
    await tx.execute(sql`update orders set channel = ${channel} where id = ${orderId}`);
  }),
]);

const next: SubgraphDefinition = {
  ...marketplace,
  migrations: withMigration('alter table orders add column channel text;'),
  schema: (configuration) => `${marketplace.schema(configuration)}\nextend type Order { channel: String }`,
  resolvers: [...[marketplace.resolvers].flat(), { Order: { channel: readChannel } }],
  consumers: [...marketplace.consumers, channels as SubgraphDefinition['consumers'][number]],
};

async function readChannel({ id }: Order, _args: unknown, { deps }: { deps: Deps }): Promise<string | null> {
  const rows = await deps.database.query.execute<{ channel: string | null }>(sql`
    select channel from orders where id = ${z.uuid().safeParse(id).data ?? fromTypeId('order', id)}`);
  return rows[0]?.channel ?? null;
}

/** A release brings all migrations of those before it. */
function withMigration(statements: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-next-'));
  cpSync(marketplace.migrations, folder, { recursive: true });
  writeFileSync(join(folder, '9000_channel.sql'), statements);
  return pathToFileURL(`${folder}/`);
}

const { configuration, logger } = openProcess('marketplace');
const platform = await openPlatform({ configuration, logger });
const subgraph = await runPart(next, platform, configuration);
const server = await serveSubgraph(subgraph, { configuration, port: Number(process.argv[2]), logger });
await runUntilSignal(server.url, async () => {
  await server.stop();
  await subgraph.stop();
  await platform.stop();
});
