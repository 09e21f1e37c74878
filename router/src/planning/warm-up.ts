import type { Logger } from '@caravan/telemetry/logger';
import { getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Client } from '../access/client.ts';
import type { ValidOperation } from '../execution/prepare.ts';
import type { Generation } from '../supergraph/generation.ts';

type Asker = Pick<Client, 'contract' | 'rights'>;
type Asked = { readonly text: string; readonly operationName: string | undefined; readonly asker: Asker };

/** What was asked lately, to be planned ahead for a new supergraph. */
export type RecentOperations = {
  remember(operation: ValidOperation, asker: Asker): void;
  /** Plans what is still valid on the generation; the rest is left out. */
  planAhead(
    generation: Generation,
    compile: (operation: ValidOperation, asker: Asker) => Promise<unknown>,
  ): Promise<void>;
};

/** @param kept - Most operations that are remembered. */
export function recentOperations(kept: number, logger: Logger): RecentOperations {
  const known = kept > 0 ? new LRUCache<string, Asked>({ max: kept }) : null;
  return {
    remember: ({ hash, text, operation }, { contract, rights }) => {
      if (!known) return;
      const operationName = operation.name?.value;
      const key = `${contract} ${hash} ${operationName ?? ''}`;
      if (!known.get(key)) known.set(key, { text, operationName, asker: { contract, rights } });
    },
    planAhead: async (generation, compile) => {
      const startedAt = performance.now();
      const outcomes = await Promise.allSettled(
        [...(known?.values() ?? [])].map(async ({ text, operationName, asker }) => {
          const checked = generation.check(asker.contract)(text, true);
          const operation = 'length' in checked ? null : getOperationAST(checked.document, operationName);
          if ('length' in checked || !operation) return false;
          await compile({ ...checked, generation, text, operation, variables: {} }, asker);
          return true;
        }),
      );
      const planned = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
      logger.info({ planned, durationMs: Math.round(performance.now() - startedAt) }, 'plans were made ahead');
    },
  };
}
