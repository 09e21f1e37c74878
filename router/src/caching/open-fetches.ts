import type { Caller } from '@caravan/core/principal';
import type { SubgraphCall } from '../transports/subgraph-transport.ts';

/** Fetches that run, to be found by what is equal to them. */
export type OpenFetches<Fetch> = {
  meet(call: SubgraphCall): Met<Fetch>;
  clear(): void;
};

/** What runs for the same asker with the same text; to be joined, or added to. */
export type Met<Fetch> = {
  /** The one that asks the same of the subgraph; undefined where there is none. */
  readonly known: Fetch | undefined;
  /** Gives what forgets it, to be called once it is over. */
  add(fetch: Fetch): () => void;
};

/** Of one text and one asker. Variables are written out only when two such fetches meet. */
type Meeting<Fetch> = {
  readonly unread: Map<SubgraphCall, Fetch>;
  readonly byVariables: Map<string, { readonly call: SubgraphCall; readonly fetch: Fetch }>;
};

/** @param limit - Calls with larger variables are not found: comparing would cost more than it saves. */
export function openFetches<Fetch>(limit: number): OpenFetches<Fetch> {
  const queries = new Map<string, Map<string, Meeting<Fetch>>>();
  const remove = (call: SubgraphCall, asker: string, meeting: Meeting<Fetch>) => {
    if (!meeting.unread.delete(call)) {
      const variables = textOf(call, limit);
      if (variables !== null && meeting.byVariables.get(variables)?.call === call)
        meeting.byVariables.delete(variables);
    }
    if (meeting.unread.size > 0 || meeting.byVariables.size > 0) return;
    const askers = queries.get(call.query);
    if (askers?.get(asker) === meeting) askers.delete(asker);
    if (askers?.size === 0) queries.delete(call.query);
  };
  return {
    meet: (call) => {
      const asker = askerOf(call);
      let askers = queries.get(call.query);
      if (!askers) queries.set(call.query, (askers = new Map()));
      let meeting = askers.get(asker);
      if (!meeting) askers.set(asker, (meeting = { unread: new Map(), byVariables: new Map() }));
      const { unread } = meeting;
      return {
        known: find(meeting, call, limit),
        add: (fetch) => {
          unread.set(call, fetch);
          return () => remove(call, asker, meeting);
        },
      };
    },
    clear: () => queries.clear(),
  };
}

function find<Fetch>(meeting: Meeting<Fetch>, call: SubgraphCall, limit: number): Fetch | undefined {
  const { unread, byVariables } = meeting;
  if (unread.size === 0 && byVariables.size === 0) return undefined;
  const variables = textOf(call, limit);
  if (variables === null) return undefined;
  readAll(meeting, limit);
  return byVariables.get(variables)?.fetch;
}

function readAll<Fetch>({ unread, byVariables }: Meeting<Fetch>, limit: number): void {
  for (const [call, fetch] of unread) {
    const variables = textOf(call, limit);
    if (variables !== null) byVariables.set(variables, { call, fetch });
  }
  unread.clear();
}

function textOf({ variables }: SubgraphCall, limit: number): string | null {
  return weightOf(variables, limit) > limit ? null : JSON.stringify(variables);
}

const askers = new WeakMap<Caller, string>();

/** Everything the subgraph is told but the query, its variables and the request's id. */
function askerOf({ caller, headers, operationName = '' }: SubgraphCall): string {
  let asker = askers.get(caller);
  if (asker === undefined) {
    const { principal, clientAddress, userAgent } = caller;
    asker = JSON.stringify([principal, clientAddress, userAgent]);
    // One caller makes all the fetches of an operation.
    askers.set(caller, asker);
  }
  return `${asker}\n${operationName}\n${JSON.stringify(headers)}`;
}

/** Roughly how many characters of JSON a value makes; counts no further than the limit. */
function weightOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let weight = 2;
  for (const key in value) {
    weight += key.length + 3 + weightOf((value as Record<string, unknown>)[key], limit - weight);
    if (weight > limit) break;
  }
  return weight;
}
