import { exhaustedIdentities, type ForeignKey, foreignKeysOf, migrationsIn, tablesOf } from './catalogue.ts';
import { type Connection, qualified } from './connection.ts';
import { copyIn, countRows } from './copy.ts';
import type { BackedUpPart, BackedUpSequence, BackedUpTable } from './manifest.ts';
import type { Part } from './parts.ts';

export type LoadOptions = {
  readonly folder: string /** Told of each table's compressed size. */;
  onLoaded(bytes: number): void;
};

/**
 * Puts a part's rows into the tables that migrations have made, and compares all of them with the backup, in one
 * transaction that is left open.
 *
 * What the part's role may do as the tables' owner, a superuser not being needed: its own triggers are off meanwhile,
 * since what they would do (move balances, enter words, announce) was done when the rows were written first, and they
 * refuse rows that are entered past them. Foreign keys are taken off and put back, which checks them.
 */
export async function loadPart(
  connection: Connection,
  { part, backedUp }: { part: Part; backedUp: BackedUpPart },
  options: LoadOptions,
): Promise<void> {
  await refuseOtherTables(connection, part, backedUp);
  await connection.query('begin');
  const foreignKeys = await foreignKeysOf(connection, part);
  for (const { table, name } of foreignKeys) await connection.query(`alter table ${table} drop constraint ${name}`);
  await loadTables(connection, backedUp.tables, options);
  for (const sequence of backedUp.sequences) await setSequence(connection, sequence);
  for (const foreignKey of foreignKeys) await putBack(connection, foreignKey);
  await compare(connection, { part, backedUp });
}

/** Also tells when graphile-worker is another one: its migrations cannot be applied up to a point. */
async function refuseOtherTables(connection: Connection, part: Part, backedUp: BackedUpPart): Promise<void> {
  const { jobMigrations } = await migrationsIn(connection, part);
  const has = (tables: readonly { schema: string; name: string; columns: string[] }[]) =>
    tables.map((table) => `${qualified(table)} (${table.columns.toSorted().join(', ')})`).sort();
  const here = has(await tablesOf(connection, part));
  const there = has(backedUp.tables);
  const differs = [...new Set(here).symmetricDifference(new Set(there))];
  if (differs.length === 0 && jobMigrations.join() === backedUp.jobMigrations.join()) return;
  throw new Error(
    `This version of Caravan makes other tables in ${part.name} than the backup has. Restore with the version that made it, ` +
      `and start this one after. ${differs.join('; ')}`,
  );
}

async function loadTables(
  connection: Connection,
  tables: readonly BackedUpTable[],
  options: LoadOptions,
): Promise<void> {
  const names = tables.map(qualified);
  for (const name of names) await connection.query(`alter table ${name} disable trigger user`);
  await connection.query(`truncate ${names.join(', ')}`);
  for (const table of tables) {
    await copyIn(connection, table, options.folder);
    options.onLoaded(table.file.bytes);
  }
  for (const name of names) await connection.query(`alter table ${name} enable trigger user`);
  // Plans are made for tables of this size, not for those that the migrations left empty.
  await connection.query(`analyze ${names.join(', ')}`);
}

async function setSequence(connection: Connection, sequence: BackedUpSequence): Promise<void> {
  await connection.query(`create sequence if not exists ${qualified(sequence)} ${sequence.definition}`);
  await connection.query('select setval($1::regclass, $2, $3)', [
    qualified(sequence),
    sequence.lastValue,
    sequence.isCalled,
  ]);
}

async function putBack(connection: Connection, { table, name, definition }: ForeignKey): Promise<void> {
  await connection.query(`alter table ${table} add constraint ${name} ${definition}`);
}

async function compare(
  connection: Connection,
  { part, backedUp }: { part: Part; backedUp: BackedUpPart },
): Promise<void> {
  for (const table of backedUp.tables) {
    const { rows, digest } = await countRows(connection, table);
    if (rows !== table.rows || digest !== table.digest)
      throw new Error(
        `${qualified(table)} has ${rows} other rows after the restore than the ${table.rows} of the backup.`,
      );
  }
  const exhausted = await exhaustedIdentities(connection, part);
  if (exhausted.length > 0) throw new Error(`Numbers would be given twice: ${exhausted.join(', ')}.`);
}
