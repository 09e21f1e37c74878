import { setTimeout as pause } from 'node:timers/promises';
import { type GraphqlClient, OperationError, openGraphqlClient } from '@caravan/cli/client/graphql-client';
import type { Attempts } from '../trading/lives.ts';

/** The routers of a deployment, as a client behind a proxy finds them: whoever is there answers. */
export type Doors = Attempts & {
  /** Does the work once; what is said when parts are away is no error. */
  tryOnce<Value>(work: (client: GraphqlClient) => Promise<Value>): Promise<Outcome<Value>>;
  /** From now on nobody is sent there; calls under way may fail in any way. */
  shut(url: string): void;
  open(url: string): void;
  /** How often something was tried again, by what had been said. */
  readonly refusals: ReadonlyMap<string, number>;
  close(): void;
};

export type Outcome<Value> = { readonly done: true; readonly value: Value } | { readonly done: false };

type Door = { readonly client: GraphqlClient; isShut: boolean };

/** What a caller may be told while parts are away: try again. */
const passing = new Set(['UNAVAILABLE', 'TIMEOUT', 'ENDED']);
const pauseMs = 250;

export function openDoors(urls: readonly string[]): Doors {
  const doors = new Map<string, Door>();
  const refusals = new Map<string, number>();
  let opened = Promise.withResolvers<void>();
  let turn = 0;
  const next = async (): Promise<Door> => {
    while (doors.size === 0) await opened.promise;
    turn += 1;
    const door = [...doors.values()][turn % doors.size];
    if (!door) throw new Error('One of the doors is open.');
    return door;
  };
  const open = (url: string) => {
    doors.set(url, { client: openGraphqlClient(url), isShut: false });
    opened.resolve();
    opened = Promise.withResolvers();
  };
  const shut = (url: string) => {
    const door = doors.get(url);
    if (!door) return;
    doors.delete(url);
    door.isShut = true;
    // It waits for calls that will never be answered.
    door.client.close().catch(() => {});
  };
  const tryOnce: Doors['tryOnce'] = async (work) => {
    const door = await next();
    try {
      return { done: true, value: await work(door.client) };
    } catch (error) {
      const said = refusalOf(error, door);
      if (said === null) throw error;
      refusals.set(said, (refusals.get(said) ?? 0) + 1);
      return { done: false };
    }
  };
  for (const url of urls) open(url);
  return {
    open,
    shut,
    refusals,
    tryOnce,
    close: () => {
      for (const url of doors.keys()) shut(url);
    },
    attempt: async (work) => {
      for (;;) {
        const outcome = await tryOnce(work);
        if (outcome.done) return outcome.value;
        await pause(pauseMs);
      }
    },
  };
}

/** Null when it is not about somebody being away. */
function refusalOf(error: unknown, door: Door): string | null {
  if (door.isShut) return 'the router died';
  if (error instanceof OperationError)
    return error.kinds.every((kind) => passing.has(kind)) ? [...new Set(error.kinds)].join(' and ') : null;
  return isCutOff(error) ? 'cut off' : null;
}

/** Errors of the network as undici, fetch and sockets tell them; an answer that breaks off is no JSON. */
function isCutOff(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  if (!(error instanceof Error)) return true;
  const code = 'code' in error ? String(error.code) : '';
  if (/^(UND_ERR_|ECONN|EPIPE)/.test(code)) return true;
  return error.message === 'fetch failed' || /Socket closed|The payment page answered 5/.test(error.message);
}
