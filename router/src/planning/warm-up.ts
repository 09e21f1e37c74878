import type { Logger } from '@caravan/telemetry/logger';
import { Kind } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Client } from '../access/client.ts';
import type { ValidOperation } from '../execution/prepare.ts';
import type { Generation } from '../supergraph/generation.ts';

type Asker = Pick<Client, 'contract' | 'rights'>;
type Asked = { readonly text: string; readonly operationName: string | undefined; readonly asker: Asker };

/** What was asked lately, and what clients are known to ask, to be planned ahead. */
export type RecentOperations = {
  remember(operation: ValidOperation, asker: Asker): void;
  /** Plans what is valid on the generation, one after the other; the rest is left out. */
  planAhead(
    generation: Generation,
    compile: (operation: ValidOperation, asker: Asker) => Promise<unknown>,
  ): Promise<void>;
};

type Options = {
  /** Most operations that are remembered. */
  readonly kept: number;
  /** Documents that are planned ahead whether they were asked or not. */
  listed(): readonly string[];
  readonly logger: Logger;
};

export function recentOperations({ kept, listed, logger }: Options): RecentOperations {
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
      const asked = [...(known?.values() ?? []), ...listed().map((text) => ({ text, asker: allowedAll }))];
      let planned = 0;
      for (const each of asked) {
        for (const operation of operationsOf(generation, each)) {
          const isPlanned = await compile(operation, each.asker).then(
            () => true,
            () => false,
          );
          if (isPlanned) planned += 1;
        }
      }
      if (asked.length === 0) return;
      logger.info({ planned, durationMs: Math.round(performance.now() - startedAt) }, 'plans were made ahead');
    },
  };
}

const everything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });
/** The plan of whoever may see all of an operation. */
const allowedAll: Asker = {
  contract: 'api',
  rights: { isAuthenticated: true, scopes: everything, policies: everything },
};

/** The operation that was asked, or all of a document. */
function operationsOf(generation: Generation, asked: Omit<Asked, 'operationName'> & Partial<Asked>): ValidOperation[] {
  const { text, asker } = asked;
  const checked = generation.check(asker.contract)(text, true);
  if ('length' in checked) return [];
  return checked.document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .filter(({ name }) => !('operationName' in asked) || name?.value === asked.operationName)
    .map((operation) => ({ ...checked, generation, text, operation, variables: {} }));
}
