import { setTimeout as pause } from 'node:timers/promises';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { address } from './caravan.ts';

export type LogIns = { readonly refused: number; readonly failed: number; readonly latenciesMs: readonly number[] };

/** Asks at a steady rate, whether or not answers come; a request counts from when it was due. Tells what each took. */
export async function steadyRequests(
  client: GraphqlClient,
  { token }: SignedIn,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<number[]> {
  const start = performance.now();
  const asked: Promise<number>[] = [];
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = start + (index * 1_000) / rate;
    await pause(Math.max(0, due - performance.now()));
    asked.push(client.query('query Me { me { id } }', {}, { token }).then(() => performance.now() - due));
  }
  return Promise.all(asked);
}

const logIn = 'mutation LogIn($input: LogInInput!) { logIn(input: $input) { user { id } errors { __typename } } }';
/** After so long, and up to twice that, somebody comes again who was told to: people do not come in step. */
const patienceMs = 1_000;

/** Everybody logs in again as soon as they are in, until the signal. */
export async function keepLoggingIn(
  client: GraphqlClient,
  people: readonly SignedIn[],
  signal: AbortSignal,
): Promise<LogIns> {
  const counts = { refused: 0, failed: 0 };
  const latenciesMs: number[] = [];
  const keepOn = async ({ username, password }: SignedIn, index: number) => {
    await pause(patienceMs * Math.random());
    while (!signal.aborted) {
      const start = performance.now();
      const input = { identifier: username, password };
      const options = { clientAddress: address(index) };
      const { data, errors = [] } = await client.ask<{ logIn: { user: object | null } }>(logIn, { input }, options);
      if (data?.logIn?.user) {
        latenciesMs.push(performance.now() - start);
        continue;
      }
      counts[errors[0]?.extensions?.code === 'UNAVAILABLE' ? 'refused' : 'failed'] += 1;
      await pause(patienceMs * (1 + Math.random()));
    }
  };
  await Promise.all(people.map(keepOn));
  return { ...counts, latenciesMs };
}
