import { setTimeout as pause } from 'node:timers/promises';
import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { percentile } from '../load/statistics.ts';
import { address } from './caravan.ts';

export type Latency = { readonly requests: number; readonly p50Ms: number; readonly p99Ms: number };
export type LogIns = {
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  readonly p50Ms: number;
};

/** Asks at a steady rate, whether or not answers come; a request counts from when it was due. */
export async function steadyRequests(
  client: GraphqlClient,
  { token }: SignedIn,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Latency> {
  const start = performance.now();
  const asked: Promise<number>[] = [];
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = start + (index * 1_000) / rate;
    await pause(Math.max(0, due - performance.now()));
    asked.push(client.query('query Me { me { id } }', {}, { token }).then(() => performance.now() - due));
  }
  const latencies = (await Promise.all(asked)).sort((one, other) => one - other);
  return { requests: latencies.length, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
}

const logIn = `mutation LogIn($input: LogInInput!) { logIn(input: $input) { user { id } errors { __typename } } }`;
/** What a client does that is told to come again. */
const patienceMs = 1_000;

/** Everybody logs in again as soon as they are in, until the signal. */
export async function keepLoggingIn(
  client: GraphqlClient,
  people: readonly SignedIn[],
  signal: AbortSignal,
): Promise<LogIns> {
  const counts = { done: 0, refused: 0, failed: 0 };
  const times: number[] = [];
  const keepOn = async ({ username, password }: SignedIn, index: number) => {
    while (!signal.aborted) {
      const start = performance.now();
      const input = { identifier: username, password };
      const options = { clientAddress: address(index) };
      const { data, errors = [] } = await client.ask<{ logIn: { user: object | null } }>(logIn, { input }, options);
      if (data?.logIn?.user) {
        counts.done += 1;
        times.push(performance.now() - start);
        continue;
      }
      counts[errors[0]?.extensions?.code === 'UNAVAILABLE' ? 'refused' : 'failed'] += 1;
      await pause(patienceMs);
    }
  };
  await Promise.all(people.map(keepOn));
  return {
    ...counts,
    p50Ms: percentile(
      times.sort((one, other) => one - other),
      0.5,
    ),
  };
}
