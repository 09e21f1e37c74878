import type { Configuration } from '@caravan/config/configuration';
import type { Caller, Principal } from '@caravan/core/principal';
import { createExecution } from '@caravan/subgraph/execution';
import { buildSchema } from '@caravan/subgraph/schema';
import { createLogger } from '@caravan/telemetry/logger';
import type { Deps } from '../src/deps.ts';
import { loaders } from '../src/loaders.ts';
import marketplace from '../src/subgraph.ts';

/** The subgraph's schema at work, called as the router calls it. */
export function openGraph(deps: Deps) {
  // The schema of this subgraph is the same under every configuration.
  const schema = buildSchema(marketplace, {} as Configuration);
  const logger = createLogger({ level: 'silent', name: 'test' });
  const contextFor = (caller: Caller) => ({
    deps,
    caller,
    principal: caller.principal,
    loaders: loaders(deps, caller),
  });
  const execution = createExecution({ name: 'marketplace', schema, logger, contextFor });
  const request = (principal: Principal, query: string, variables: Record<string, unknown>) => ({
    query,
    variables,
    caller: { principal, requestId: 'request', clientAddress: null, userAgent: null },
  });
  return {
    /** Data and errors as JSON has them. */
    async ask(principal: Principal, query: string, variables: Record<string, unknown> = {}) {
      const { data, errors } = await execution.execute(request(principal, query, variables));
      const problems = errors?.map(({ path, extensions }) => `${path?.join('.') ?? ''} ${String(extensions.code)}`);
      return plain({ data, ...(problems && { errors: problems }) });
    },
    watch: (principal: Principal, query: string, variables: Record<string, unknown> = {}) =>
      execution.subscribe(request(principal, query, variables)),
  };
}

// biome-ignore lint: answers are compared with literals, whatever their shape
function plain(value: unknown): { data: Record<string, never>; errors?: string[] } {
  return JSON.parse(JSON.stringify(value)) as { data: Record<string, never>; errors?: string[] };
}
