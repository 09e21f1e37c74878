import { setTimeout as pause } from 'node:timers/promises';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { subgraphs } from '@caravan/cli/subgraphs';
import { topicsOf } from '@caravan/events/consumer';
import type { EventTransport } from '@caravan/events/transport';
import type postgres from 'postgres';
import type { Attempts } from '../trading/lives.ts';
import type { Shopping } from '../trading/shoppers.ts';
import { asAdministrator } from './administrator.ts';

/** On a busy machine parts may be slow; what fails may not. */
export const patience = { FETCH_TIMEOUT_MS: '20000', OPERATION_TIMEOUT_MS: '30000' };

/** For those whose Caravan is always there. */
export function throughout(client: GraphqlClient): Attempts {
  return { attempt: (work) => work(client) };
}

export async function whenBegun(shopping: Shopping, count: number): Promise<void> {
  while (shopping.trades.length < count) {
    shopping.check();
    await pause(20);
  }
}

type Left = { unpublished: number; lag: number; jobs: number };

/** Resolves when nothing is left to do: no event waits anywhere, and no job is due. */
export function whenSettled(adminUrl: string, lag: EventTransport['lag']): Promise<void> {
  return asAdministrator(adminUrl, async (admin) => {
    // What one look finds empty may have been filled from what it looked at later.
    for (let quiet = 0; quiet < 2; ) {
      const left = await whatIsLeft(admin, lag);
      quiet = left.unpublished + left.lag + left.jobs === 0 ? quiet + 1 : 0;
      if (quiet < 2) await pause(50);
    }
  });
}

async function whatIsLeft(admin: postgres.Sql, lag: EventTransport['lag']): Promise<Left> {
  const left = { unpublished: 0, lag: 0, jobs: 0 };
  for (const { name, consumers } of subgraphs) {
    const [row] = await admin<{ unpublished: number; jobs: number }[]>`
      select (select count(*)::int from ${admin(name)}.outbox where published_at is null) as unpublished,
        (select count(*)::int from ${admin(`${name}_jobs`)}.jobs where run_at <= now() and attempts < max_attempts) as jobs`;
    left.unpublished += row?.unpublished ?? 0;
    left.jobs += row?.jobs ?? 0;
    for (const consumer of consumers) left.lag += await lag(consumer.name, topicsOf(consumer));
  }
  return left;
}
