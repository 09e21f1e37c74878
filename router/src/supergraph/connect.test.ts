import { anonymous } from '@caravan/core/principal';
import { createLogger } from '@caravan/telemetry/logger';
import type { ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { connectSubgraphs } from './connect.ts';

const call = {
  kind: 'mutation',
  query: 'mutation { buy }',
  variables: {},
  operationName: undefined,
  caller: { principal: anonymous, requestId: 'r', clientAddress: null, userAgent: null },
  headers: {},
} as const;

const router = {
  sharedVariableCharacters: 0,
  retries: 2,
  retryReserve: 20,
  breakerFailurePercent: 50,
  breakerCalls: 5,
  breakerWindowMs: 10_000,
  breakerPauseMs: 5_000,
  breakerProbes: 3,
  fetchTimeoutMs: 10,
};

test('a subgraph of this process that is slow under load is asked on', async () => {
  const answers = [Promise.withResolvers<ExecutionResult>().promise, { data: { buy: true } }] as const;
  let answer: (typeof answers)[number] = answers[0];
  const [connected] = await connectSubgraphs({
    configuration: { router } as never,
    subgraphs: [
      {
        kind: 'local',
        subgraph: {
          name: 'shop',
          sdl: 'type Query { a: Int }',
          routes: [],
          execute: async () => answer,
          subscribe: () => Promise.reject(new Error('not here')),
          ready: async () => true,
        },
      },
    ],
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  const buy = async (timeoutMs: number) => connected?.transport.execute({ ...call, timeoutMs });
  const crowd = await Promise.allSettled(Array.from({ length: 10 }, () => buy(10)));
  expect(crowd.map((each) => each.status === 'rejected' && each.reason.code)).toEqual(crowd.map(() => 'TIMEOUT'));
  answer = answers[1];
  expect(await buy(3_000)).toEqual(answers[1]);
});
