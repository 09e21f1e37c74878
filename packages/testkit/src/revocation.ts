import { setTimeout as pause } from 'node:timers/promises';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import { type OpenSocket, openSocket } from './open-socket.ts';
import { anyAddress } from './people.ts';

const errors = 'errors { __typename ... on UserError { message } }';
const logIn = `mutation LogIn($input: LogInInput!) {
  logIn(input: $input) { session { accessToken refreshToken } ${errors} }
}`;
const quiet = 'subscription Quiet { orderUpdated { id } }';

export type Tokens = { readonly accessToken: string; readonly refreshToken: string };

/** A further session of somebody. */
export async function newSession(
  client: GraphqlClient,
  { username, password }: { username: string; password: string },
): Promise<Tokens> {
  const input = { identifier: username, password };
  return (await client.mutate<{ session: Tokens }>(logIn, input, { clientAddress: anyAddress() })).session;
}

/** Asks for `me` and keeps a subscription open, at one router. */
export type Witness = {
  readonly socket: OpenSocket;
  /** Whether a request is answered. */
  isLetIn(): Promise<boolean>;
};

export async function openWitness(client: GraphqlClient, token: string): Promise<Witness> {
  const socket = await openSocket(client.url, token, quiet);
  const isLetIn = async () => {
    const { errors: refusals = [] } = await client.ask('query Me { me { id } }', {}, { token });
    return !refusals.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  };
  return { socket, isLetIn };
}

/** Milliseconds until HTTP and the open socket have both refused; rejects after `mostMs`. */
export async function timeToRefusal(
  { socket, isLetIn }: Witness,
  mostMs: number,
): Promise<{ http: number; socket: number }> {
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  const refusedByHttp = async () => {
    while (await isLetIn()) {
      if (since() > mostMs) throw new Error(`requests are answered after ${mostMs} ms still`);
      await pause(5);
    }
    return since();
  };
  const tooLate = new AbortController();
  const late = pause(mostMs, undefined, { signal: tooLate.signal }).then(() => {
    throw new Error(`the socket is open after ${mostMs} ms still`);
  });
  const closed = socket.closed.then(since);
  try {
    const [http, byClosing] = await Promise.all([refusedByHttp(), Promise.race([closed, late])]);
    return { http, socket: byClosing };
  } finally {
    tooLate.abort();
    late.catch(() => {});
  }
}
