import { beforeAll, describe, expect, test } from 'vitest';
import { callerAt, principalOf, testIdentity, verified } from '../../test/identity.ts';
import { withRoles } from '../../test/staff.ts';
import { blockUser } from '../blocks/blocks.usecases.ts';
import { readFilter, type UserFilter } from './user-search.domain.ts';
import { selectUserPage } from './user-search.store.ts';
import { searchUsers } from './user-search.usecases.ts';

const identity = testIdentity();
const { deps } = identity;
const staff = callerAt(null, principalOf('01999999-0000-7000-8000-000000000001', ['SUPPORT']));
const crowd = 20_000;

/** Many people with names that few share, so that Postgres has something to choose from. */
beforeAll(async () => {
  const { query } = deps.database;
  await query.execute(`
    insert into users (id, email, email_verified_at, username, phone, display_name, first_name, last_name, created_at,
      blocked_at, block_reason, blocked_by, erased_at)
    select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
      md5(n::text) || '@Crowd.example', now(), 'crowd_' || n, '+7701' || lpad(n::text, 7, '0'),
      'Crowd ' || md5((n % 500)::text), initcap(md5((n % 400)::text)), initcap(md5((n % 900)::text)), now(),
      case when n % 500 = 1 then now() end, case when n % 500 = 1 then 'x' end,
      case when n % 500 = 1 then '01900000-0000-7000-8000-000000000000'::uuid end,
      case when n % 500 = 2 then now() end
    from generate_series(1, ${crowd}) n`);
  await query.execute(`
    insert into user_roles (user_id, role, granted_at)
    select id, role, now() from users, unnest(array['CUSTOMER', 'SUPPORT']) role
    where role = 'CUSTOMER' or username like 'crowd_%999'`);
  await query.execute('analyze users');
  await query.execute('analyze user_roles');
}, 60_000);

async function found(filter: UserFilter, first = 100) {
  return (await searchUsers(deps, staff, { filter, page: { first } })).edges.map(({ node }) => node.id);
}

describe('a search', () => {
  test('finds a person by any beginning of what is known of them, in any case', async () => {
    const person = await verified(identity, { username: 'aigul_serik', email: 'Aigul.S@Example.com' });
    await deps.database.query.execute(
      `update users set first_name = 'Айгүл', last_name = 'Серік', display_name = 'Aigul of 100%_', phone = '+77770001122'
       where id = '${person.id}'`,
    );
    const filters: UserFilter[] = [
      { email: 'aigul.s@example.com' },
      { email: 'AIGUL.' },
      { text: 'aigul.s@EX' },
      { phone: '+7 777 000-11-22' },
      { text: '+7777000' },
      { text: 'AIGUL_S' },
      { text: 'aigul of 100%_' },
      { text: 'айгүл' },
      { text: 'СЕРІК' },
      { text: 'Айг Сер' },
      { text: 'Серік Айгүл' },
      { text: 'aigul', role: 'CUSTOMER', status: 'ACTIVE' },
    ];
    for (const filter of filters) expect([filter, await found(filter)]).toEqual([filter, [person.id]]);
    const others: UserFilter[] = [
      { text: 'serik' },
      { text: 'a%l' },
      { text: 'aigulxs' },
      { text: 'Айг Айг' },
      { text: 'aigul', role: 'SUPPORT' },
      { text: 'aigul', status: 'BLOCKED' },
    ];
    for (const filter of others) expect([filter, await found(filter)]).toEqual([filter, []]);
  });

  test('finds people by what became of their accounts', async () => {
    const [manager, person] = [await withRoles(identity, 'MANAGER'), await verified(identity)];
    await blockUser(deps, { caller: manager.caller, userId: person.id, reason: 'Spam' });
    expect((await found({ status: 'BLOCKED' }))[0]).toBe(person.id);
    expect(await found({ status: 'BLOCKED' })).toHaveLength(1 + crowd / 500);
    expect(await found({ status: 'ERASED' })).toHaveLength(crowd / 500);
  });

  test('walks all pages forth and back, and misses nobody', async () => {
    const filter = { role: 'SUPPORT', text: 'crowd_' } as const;
    const page = (more: object) => searchUsers(deps, staff, { filter, page: more });
    const [all, seen] = [await found(filter), [] as string[]];
    let after: string | null = null;
    do {
      const { edges, pageInfo } = await page({ first: 7, after });
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all);
    expect(seen).toHaveLength(crowd / 1_000);
    const last = await page({ last: 3 });
    expect(last.edges.map(({ node }) => node.id)).toEqual(all.slice(-3));
  });

  test('is for the staff', async () => {
    const customer = callerAt(null, principalOf('01999999-0000-7000-8000-000000000002'));
    await expect(searchUsers(deps, customer, { filter: {}, page: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

type Plan = { 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; Plans?: Plan[] };

/** Rows that Postgres looks at for the first page, those it leaves out included. */
async function rowsRead(filter: UserFilter): Promise<number> {
  const page = { limit: 20, direction: 'forward', keys: null } as const;
  return readBy(await explain(selectUserPage(deps.database.query, readFilter(filter), page).toSQL()));
}

async function explain({ sql: text, params }: { sql: string; params: unknown[] }): Promise<Plan> {
  const [row] = await deps.database.client.unsafe(`explain (analyze, format json) ${text}`, params as string[]);
  return (row as unknown as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan;
}

function readBy({ Plans: below = [], ...node }: Plan): number {
  const own = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return below.reduce((sum, plan) => sum + readBy(plan), own);
}

test.each<[UserFilter, number]>([
  [{}, 100],
  [{ email: 'c4ca4238a0b923820dcc509a6f75849b@crowd.example' }, 100],
  [{ email: 'c4ca4238' }, 100],
  [{ phone: '+77010000123' }, 100],
  [{ text: 'crowd_12345' }, 100],
  [{ text: 'nobody has this name' }, 100],
  [{ text: 'nobody', role: 'CUSTOMER', status: 'ACTIVE' }, 100],
  [{ text: 'c4ca4238a0b9 c81e728d' }, 400],
  // Within what people are called, but nobody is; and what everybody is called.
  [{ text: 'c4zz' }, 100],
  [{ text: 'crowd' }, 100],
  [{ text: 'crowd', role: 'SUPPORT' }, 200],
  [{ role: 'CUSTOMER' }, 100],
  [{ role: 'SUPPORT' }, 200],
  [{ role: 'SUPER_ADMIN' }, 100],
  [{ status: 'ACTIVE' }, 100],
  [{ status: 'BLOCKED' }, 100],
  [{ status: 'ERASED' }, 100],
])(`a page of %j reads few of ${crowd} people`, async (filter, most) => {
  expect(await rowsRead(filter)).toBeLessThan(most);
});

test('a search that is no beginning would read everybody', async () => {
  const text = `select id from users where lower(display_name) like '%nobody%' order by id desc limit 21`;
  expect(readBy(await explain({ sql: text, params: [] }))).toBeGreaterThanOrEqual(crowd);
});
