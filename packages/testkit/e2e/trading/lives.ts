import { setTimeout as pause } from 'node:timers/promises';
import { type GraphqlClient, OperationError, openGraphqlClient } from '@caravan/cli/client/graphql-client';

/** From a start of Caravan to its end. */
type Life = { readonly client: GraphqlClient; killed: boolean };

/** How people get through to a Caravan whose parts die. */
export type Attempts = {
  /**
   * Does the work, and again when it is cut off. Everything else that goes wrong is thrown: people may see that
   * Caravan is away, nothing more.
   */
  attempt<Value>(work: (client: GraphqlClient) => Promise<Value>): Promise<Value>;
};

export type Lives = Attempts & { begin(): void; end(): void };

/** How long a dying Caravan may answer nonsense before it is gone. */
const dyingMs = 250;

export function openLives(url: string): Lives {
  let life: Life | undefined;
  let born = Promise.withResolvers<void>();
  const current = async (): Promise<Life> => {
    while (!life) await born.promise;
    return life;
  };
  return {
    begin: () => {
      life = { client: openGraphqlClient(url), killed: false };
      born.resolve();
      born = Promise.withResolvers();
    },
    end: () => {
      if (!life) return;
      life.killed = true;
      // It waits for calls that will never be answered.
      life.client.close().catch(() => {});
      life = undefined;
    },
    attempt: async (work) => {
      for (;;) {
        const mine = await current();
        try {
          return await work(mine.client);
        } catch (error) {
          if (!mine.killed && !isTimeout(error)) await pause(dyingMs);
          if (!mine.killed && !isTimeout(error)) throw error;
        }
      }
    },
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof OperationError && error.kinds.includes('TIMEOUT');
}
