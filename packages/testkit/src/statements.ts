import { subgraphs } from '@caravan/cli/subgraphs';
import type { Database } from '@caravan/database/database';
import type { SubgraphDefinition } from '@caravan/subgraph/define-subgraph';

/** Subgraphs whose SQL statements can be counted, for `testCaravan` and `startCaravan`. */
export type CountedSubgraphs = {
  readonly subgraphs: readonly SubgraphDefinition[];
  /** Statements that each subgraph sends while `work` runs. Nothing else may be going on. */
  count(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>>;
};

export function countedSubgraphs(): CountedSubgraphs {
  const counts: Record<string, number> = {};
  const counted = subgraphs.map((definition) => ({
    ...definition,
    deps: (runtime: Parameters<SubgraphDefinition['deps']>[0]) => {
      listen(runtime.database, () => {
        counts[definition.name] = (counts[definition.name] ?? 0) + 1;
      });
      return definition.deps(runtime);
    },
  }));
  return {
    subgraphs: counted,
    count: async (work) => {
      for (const name of Object.keys(counts)) counts[name] = 0;
      await work();
      return { ...counts };
    },
  };
}

function listen({ client }: Database, onStatement: () => void): void {
  client.options.debug = (_connection, query) => {
    // Every new connection of the pool asks for the array types once; relays look into outboxes when they think fit.
    if (!query.includes('pg_catalog.pg_type') && !query.includes('from outbox')) onStatement();
  };
}
