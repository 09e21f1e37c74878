import { parseConfiguration } from '@caravan/config/configuration';
import { anonymous, type Caller, type Principal } from '@caravan/core/principal';
import type { Database } from '@caravan/database/database';
import { createExecution } from '@caravan/subgraph/execution';
import { buildSchema } from '@caravan/subgraph/schema';
import { vi } from 'vitest';
import type { Deps } from '../src/deps.ts';
import { loaders } from '../src/loaders.ts';
import marketplace from '../src/subgraph.ts';

const configuration = parseConfiguration({
  NODE_ENV: 'test',
  CALLER_SECRET: 'c'.repeat(32),
  CURSOR_SECRET: 'u'.repeat(32),
  SEALING_KEY: 's'.repeat(32),
  FILE_SECRET: 'f'.repeat(32),
  IDENTITY_KEY_ENCRYPTION_KEY: 'k'.repeat(32),
  SANDBOX_API_KEY: 'p'.repeat(32),
  SANDBOX_WEBHOOK_SECRET: 'w'.repeat(32),
});

export type Answer = { data: any; errors: readonly { message: string; code: unknown; path: unknown }[] };

/** Marketplace's graph over these dependencies, as a router calls it. */
export function marketplaceGraph(deps: Deps) {
  const execution = createExecution({
    name: 'marketplace',
    schema: buildSchema(marketplace, configuration),
    logger: deps.logger,
    contextFor: (caller) => ({ deps, caller, principal: caller.principal, loaders: loaders(deps, caller) }),
  });
  const request = (query: string, variables: Record<string, unknown>, principal: Principal) => {
    const caller: Caller = { principal, requestId: 'test', clientAddress: null, userAgent: null };
    return { query, variables, caller };
  };
  return {
    async ask(query: string, variables: Record<string, unknown> = {}, principal = anonymous): Promise<Answer> {
      const result = await execution.execute(request(query, variables, principal));
      const { data, errors = [] } = JSON.parse(JSON.stringify(result));
      return { data, errors: errors.map(toShortError) };
    },
    /** A mutation's payload; its input is `$input`. */
    async change(mutation: string, input: Record<string, unknown>, principal: Principal): Promise<any> {
      const [, name = '', type = ''] = /^(\w+): (\w+) /.exec(mutation) ?? [];
      const selection = mutation.slice(mutation.indexOf('{'));
      const { data, errors } = await this.ask(
        `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`,
        { input },
        principal,
      );
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return data[name];
    },
    subscribe: (query: string, variables: Record<string, unknown>, principal: Principal) =>
      execution.subscribe(request(query, variables, principal)),
  };
}

function toShortError(error: { message: string; path?: unknown; extensions?: { code?: unknown } }) {
  return { message: error.message, code: error.extensions?.code, path: error.path };
}

/** How many statements `work` sends to the database. */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(database.client, 'unsafe');
  try {
    await work();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}
