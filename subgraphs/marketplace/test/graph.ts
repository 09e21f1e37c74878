import { parseConfiguration } from '@caravan/config/configuration';
import { anonymous, type Caller, type Principal } from '@caravan/core/principal';
import type { Database } from '@caravan/database/database';
import { createExecution } from '@caravan/subgraph/execution';
import { buildSchema } from '@caravan/subgraph/schema';
import type { ExecutionResult, GraphQLError } from 'graphql';
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

export type Answer<Data> = {
  data: Data;
  errors: readonly { message: string; code: unknown; path: unknown }[];
};

/** For answers of which a test reads no more than it compares. */
export type Fields = Record<string, unknown>;

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
  const ask = async <Data = Fields>(
    query: string,
    variables: Fields = {},
    principal = anonymous,
  ): Promise<Answer<Data>> => {
    const result = await execution.execute(request(query, variables, principal));
    const { data, errors = [] } = JSON.parse(JSON.stringify(result)) as ExecutionResult;
    return { data: data as Data, errors: errors.map(toShortError) };
  };
  return {
    ask,
    /**
     * A mutation's payload.
     *
     * @param mutation - Its name and what is selected, such as `publishProduct { product { status } }`.
     */
    async change<Payload = Fields>(mutation: string, input: Fields, principal: Principal): Promise<Payload> {
      const name = mutation.slice(0, mutation.indexOf(' '));
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const selection = mutation.slice(mutation.indexOf('{') + 1);
      const query = `mutation ($input: ${type}!) {
        ${name}(input: $input) { errors { __typename ... on UserError { message path } } ${selection} }`;
      const { data, errors } = await ask<Record<string, Payload>>(query, { input }, principal);
      const payload = data?.[name];
      if (errors.length > 0 || !payload) throw new Error(JSON.stringify(errors));
      return payload;
    },
    subscribe: (query: string, variables: Record<string, unknown>, principal: Principal) =>
      execution.subscribe(request(query, variables, principal)),
  };
}

function toShortError(error: GraphQLError) {
  return { message: error.message, code: error.extensions.code, path: error.path };
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
