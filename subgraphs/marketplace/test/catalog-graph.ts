import { anonymous, type Principal } from '@caravan/core/principal';
import type { Deps } from '../src/deps.ts';
import { openGraph } from './graph.ts';

/** For answers of which a test reads no more than it compares. */
export type Fields = Record<string, unknown>;

/** The graph, called as the catalog's tests like it: typed answers, and mutations by name. */
export function marketplaceGraph(deps: Deps) {
  const graph = openGraph(deps);
  const ask = async <Data = Fields>(query: string, variables: Fields = {}, principal: Principal = anonymous) => {
    const { data, errors = [] } = await graph.ask(principal, query, variables);
    return { data: data as Data, errors };
  };
  /**
   * A mutation's payload.
   *
   * @param mutation - Its name and what is selected, such as `publishProduct { product { status } }`.
   */
  const change = async <Payload = Fields>(mutation: string, input: Fields, principal: Principal): Promise<Payload> => {
    const name = mutation.slice(0, mutation.indexOf(' '));
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const selection = mutation.slice(mutation.indexOf('{') + 1);
    const query = `mutation ($input: ${type}!) {
      ${name}(input: $input) { errors { __typename ... on UserError { message path } } ${selection} }`;
    const { data, errors } = await ask<Record<string, Payload>>(query, { input }, principal);
    const payload = data?.[name];
    if (errors.length > 0 || !payload) throw new Error(errors.join());
    return payload;
  };
  return { ask, change };
}
