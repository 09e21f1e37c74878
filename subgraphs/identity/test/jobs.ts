import type { Job } from '@caravan/jobs/job';
import { sql } from 'drizzle-orm';
import type { Deps } from '../src/deps.ts';

/** Runs those of these jobs that wait, in the order they came, as a worker would; tells how many. */
export async function runJobs(deps: Deps, jobs: readonly Job<Deps>[]): Promise<number> {
  let count = 0;
  for (const { name, payload, run } of jobs) {
    const rows = await deps.database.query.execute<{ payload: { payload: unknown } }>(sql`
      with taken as (
        delete from identity_jobs._private_jobs as jobs using identity_jobs._private_tasks as tasks
        where tasks.id = jobs.task_id and tasks.identifier = ${name}
        returning jobs.id, jobs.payload
      )
      select payload from taken order by id`);
    for (const row of rows) await run(deps, payload.parse(row.payload.payload));
    count += rows.length;
  }
  return count;
}
