import type { Database } from '@caravan/database/database';
import type { KeyRing, SealedFor } from './key-ring.ts';
import { countUnder, type RenewedRow, rowsUnder, type SealedRow, saveRenewed } from './sealed-columns.store.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.ts';

/** What became of one kind of sealed texts. */
export type Rotated = {
  readonly name: string;
  /** Sealed again under the current key. */
  readonly renewed: number;
  /** Keys of rows that no configured key opens; they stay as they are. */
  readonly unreadable: readonly string[];
  /** Under older keys still: a process that does not know the current key sealed them meanwhile. */
  readonly left: number;
};

type Rotation = {
  readonly database: Pick<Database, 'query'>;
  readonly keyRing: KeyRing;
  readonly onProgress: (name: string, done: number, total: number) => void;
};

const batch = 200;
/** More than one, for what is sealed under an older key while the first is on its way. */
const rounds = 3;

/**
 * Seals everything under the current key encryption key that is under older ones, in batches, while identity runs. Run
 * again after a kill it goes on with what is left. Only keys are sealed again: no national id is ever opened.
 */
export async function rotateKeys(rotation: Rotation): Promise<Rotated[]> {
  const rotated: Rotated[] = [];
  for (const column of sealedColumns) rotated.push(await rotateColumn(rotation, column));
  return rotated;
}

/** How many texts each kind has under older keys. */
export async function underOlderKeys({ database, keyRing }: Omit<Rotation, 'onProgress'>) {
  const counts: { name: string; left: number }[] = [];
  for (const column of sealedColumns)
    counts.push({ name: column.name, left: await countUnder(database.query, column, keyRing.version) });
  return counts;
}

async function rotateColumn(rotation: Rotation, column: SealedColumn): Promise<Rotated> {
  const { database, keyRing } = rotation;
  let renewed = 0;
  let unreadable: readonly string[] = [];
  let left = 0;
  for (let round = 0; round < rounds; round += 1) {
    const passed = await passOver(rotation, column);
    renewed += passed.renewed;
    unreadable = passed.unreadable;
    left = (await countUnder(database.query, column, keyRing.version)) - unreadable.length;
    if (left <= 0) break;
  }
  return { name: column.name, renewed, unreadable, left: Math.max(0, left) };
}

async function passOver({ database: { query }, keyRing, onProgress }: Rotation, column: SealedColumn) {
  const { version } = keyRing;
  const total = await countUnder(query, column, version);
  const unreadable: string[] = [];
  let [seen, renewed] = [0, 0];
  let after: string | null = null;
  for (;;) {
    const rows: SealedRow[] = await rowsUnder(query, column, { version, after, limit: batch });
    const fresh = rows.map((row) => renew(keyRing, column, row));
    unreadable.push(...rows.filter((_row, index) => fresh[index] === null).map(({ id }) => id));
    renewed += await saveRenewed(
      query,
      column,
      fresh.filter((row) => row !== null),
    );
    seen += rows.length;
    if (total > 0) onProgress(column.name, Math.min(seen, total), total);
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) return { renewed, unreadable };
  }
}

/** Null when no key opens it. */
function renew(keyRing: KeyRing, { purpose }: SealedColumn, { id, other, sealed: was }: SealedRow): RenewedRow | null {
  const sealedFor: SealedFor = { purpose, row: other === null ? id : `${id}|${other}` };
  try {
    return { id, was, sealed: keyRing.seal(sealedFor, keyRing.open(sealedFor, was)) };
  } catch {
    return null;
  }
}
