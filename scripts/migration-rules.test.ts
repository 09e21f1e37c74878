import { describe, expect, test } from 'vitest';
import { contractReason, findViolations } from './migration-rules.ts';
import { splitStatements } from './sql-statements.ts';

const reasons = (sql: string) => findViolations(sql).map(({ reason }) => reason);

describe('the version before runs beside', () => {
  test.each([
    [
      'a new table with all its rules',
      'create table a (id int primary key, n int not null unique); create unique index on a (n); alter table a add constraint c check (n > 0); alter table a alter n type bigint;',
    ],
    [
      'a new table in quotes',
      'CREATE TABLE IF NOT EXISTS "Shop"."a" ("id" int);--> breakpoint\nALTER TABLE "a" ADD CONSTRAINT "c" UNIQUE ("id");',
    ],
    ['a new column that may be null', 'alter table orders add column if not exists note text;'],
    ['a new column with a default', 'alter table orders add note text default now() not null'],
    [
      'a new column that is made of others',
      'alter table orders add column sum int not null generated always as (a + b) stored',
    ],
    [
      'a new column that refers to a new table',
      'create table a (id int primary key); alter table orders add column a int references a (id)',
    ],
    ['a constraint that old rows need not meet', 'alter table orders add constraint c check (total >= 0) not valid'],
    ['checking what stands already', 'alter table orders validate constraint c'],
    ['an index', 'create index concurrently orders_note on orders (note)'],
    ['a default', "alter table orders alter column note set default 'none; drop table orders'"],
    [
      'functions and triggers',
      'create or replace function f() returns trigger language plpgsql as $body$ begin drop table orders; alter table orders rename to b; end $body$; create trigger t after insert on orders for each row execute function f();',
    ],
    [
      'rows',
      "update orders set note = 'x' where note is null; insert into a values (1); delete from outbox where published_at < now()",
    ],
    ['comments', '-- drop table orders;\n/* alter table orders\n rename to b; */ select 1'],
    ['another value of a type', "alter type status add value 'LOST'"],
    [
      'two good changes at once',
      'alter table orders add a int, add column b numeric(10, 2), alter c set default (1, 2)',
    ],
  ])('%s', (_name, sql) => {
    expect(findViolations(sql)).toEqual([]);
  });
});

describe('the version before does not survive', () => {
  test.each([
    ['drop table orders', 'use the table'],
    ['DROP TABLE IF EXISTS "orders" CASCADE;', 'use the table'],
    ['drop materialized view best', 'use the materialized view'],
    ['drop function f(int)', 'use the function'],
    ['drop trigger t on orders', 'use the trigger'],
    ['drop index orders_number', 'use the index'],
    ['alter table orders drop column note', 'use the column'],
    ['alter table orders drop note', 'use the column'],
    ['alter table only shop.orders\n  drop constraint orders_unique', 'on conflict'],
    ['alter table orders rename column note to remark', 'old name'],
    ['alter table orders rename to purchases', 'old name'],
    ["alter type status rename value 'A' to 'B'", 'old name'],
    ['alter table orders set schema other', 'old schema'],
    ['alter table orders alter column note set not null', 'leave the column empty'],
    ['alter table orders alter note drop not null', 'read a null'],
    ['alter table orders alter note drop default', 'leave the column out'],
    ['alter table orders alter column total type numeric using total::numeric', 'old type'],
    ['alter table orders alter column total set data type numeric', 'old type'],
    ['alter table orders add column note text not null', 'leaves the new column out'],
    ['alter table orders add constraint c check (total > 0)', 'may not meet it'],
    ['alter table orders add unique (number)', 'may not meet it'],
    ['alter table orders add foreign key (buyer) references buyers (id)', 'may not meet it'],
    ['create unique index orders_position on orders (position) where note is null', 'unique'],
    ['create unique index on only orders (number)', 'unique'],
    ['alter domain money add constraint c check (value > 0)', 'may not meet it'],
    ['truncate orders', 'need the rows'],
    ['revoke insert on orders from shop', 'need the right'],
    ['alter table orders enable row level security', 'see and write less'],
    ['create policy p on orders using (false)', 'see and write less'],
  ])('%s', (sql, reason) => {
    expect(reasons(sql)).toEqual([expect.stringContaining(reason)]);
  });

  test('any of several changes, and says where', () => {
    const sql = "-- notes\nalter table orders add a int,\n  drop b, rename c to d;\n\n  select ';';\ndrop view v;\n";
    expect(findViolations(sql).map(({ line, reason }) => [line, reason.split(' ').at(-1)])).toEqual([
      [2, 'column'],
      [2, 'name'],
      [6, 'view'],
    ]);
  });
});

test.each([
  ['-- contract: since 0.4 nothing reads it\ndrop table a', 'since 0.4 nothing reads it'],
  ['drop table a;\n  --contract:  unused  \n', 'unused'],
  ['-- contract:\ndrop table a', null],
  ["select '-- contract me'", null],
])('%j is a contract because of %j', (sql, reason) => {
  expect(contractReason(sql)).toBe(reason);
});

test('statements are told apart by their lexical rules', () => {
  const sql = `select 'it''s; -- not' , e'a\\';b', "Na;me" from t; do $x$ begin; $$ ; $x$;\n\n-- only a remark\nSELECT $1;`;
  expect(splitStatements(sql)).toEqual([
    { line: 1, text: "select '' , '', na_me from t" },
    { line: 1, text: 'do $$' },
    { line: 4, text: 'select $1' },
  ]);
});
