import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { atOnce, testIdentity } from '../../test/identity.ts';
import { forgetEndedRegistrations } from './registrations.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const { query } = deps.database;

test('a flood of registrations is forgotten at one go, by two processes at once, with one job for every key', async () => {
  const times = { past: new Date(deps.now().getTime() - 1), future: new Date(deps.now().getTime() + 1) };
  for (const [name, end, many] of [
    ['past', times.past, 1_200],
    ['future', times.future, 1],
  ] as const) {
    await query.execute(sql`
      insert into registrations (id, email, username, password_hash, display_name, code_hash, link_hash, expires_at)
      select gen_random_uuid(), ${name}::text || n || '@example.com', ${name}::text || n, 'x', 'Flood', 'x', ${name}::text || n, ${end}
      from generate_series(1, ${many}::int) n`);
  }
  await atOnce(2, () => forgetEndedRegistrations(deps));
  expect([...(await query.execute(sql`select username from registrations`))]).toEqual([{ username: 'future1' }]);
  const [row] = await query.execute<{ keys: number }>(sql`
    select sum(json_array_length(payload -> 'payload' -> 'userIds'))::int as keys from identity_jobs._private_jobs`);
  expect(row).toEqual({ keys: 1_200 });
});
