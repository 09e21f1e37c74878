import type { z } from 'zod';

/** A piece of work that runs in the background, at least once, until it succeeds or has failed `maxAttempts` times. */
export type Job<Deps> = {
  readonly name: string;
  /** Checked before every run; a job with another payload fails without being run. */
  readonly payload: z.ZodType;
  run(deps: Deps, payload: unknown): Promise<void>;
  /** Five fields, UTC. A run that was missed while nothing was up is not made up for. Its payload is `{}`. */
  readonly cron?: string;
  readonly maxAttempts?: number;
};

/**
 * Describes a job. Runs are repeated after e, e², e³ … seconds, so `run` must be idempotent.
 *
 * @param definition.maxAttempts - 25 by default, which spans about three days.
 */
export function job<Deps, Schema extends z.ZodType>(definition: {
  name: string;
  payload: Schema;
  run(deps: Deps, payload: z.output<Schema>): Promise<void>;
  cron?: string;
  maxAttempts?: number;
}): Job<Deps> {
  const { payload, run } = definition;
  return { ...definition, run: async (deps, value) => run(deps, await payload.parseAsync(value)) };
}
