import { invariant } from '@caravan/core/errors';
import type { PageRequest } from '@caravan/core/pages';
import type { Executor, Transaction } from '@caravan/database/database';
import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Content } from './system-settings.domain.ts';
import { systemSettingChanges, systemSettings } from './system-settings.tables.ts';

export type StoredSetting = typeof systemSettings.$inferSelect;
export type StoredChange = typeof systemSettingChanges.$inferSelect;

export function findSettings(executor: Executor, keys: readonly string[]): Promise<StoredSetting[]> {
  return executor
    .select()
    .from(systemSettings)
    .where(inArray(systemSettings.key, [...keys]));
}

/** Makes changes of one setting wait for each other, the first one included. */
export async function lockSetting(tx: Transaction, key: string): Promise<StoredSetting | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '.setting ' || ${key}, 0))`);
  const [setting] = await findSettings(tx, [key]);
  return setting ?? null;
}

export async function saveSetting(
  tx: Transaction,
  { before, ...setting }: StoredSetting & { before: Content | null },
): Promise<StoredSetting> {
  const [saved] = await tx
    .insert(systemSettings)
    .values(setting)
    .onConflictDoUpdate({ target: systemSettings.key, set: setting })
    .returning();
  invariant(saved, 'an upsert returns its row');
  const { content, ...rest } = setting;
  await tx.insert(systemSettingChanges).values({ ...rest, oldContent: before, newContent: content });
  return saved;
}

/** The newest change first, one more than the page holds. */
export function selectChangePage(executor: Executor, key: string, page: PageRequest): Promise<StoredChange[]> {
  const [version] = page.keys ?? [];
  const forward = page.direction === 'forward';
  const place = systemSettingChanges.version;
  const beyond = version === undefined ? undefined : (forward ? lt : gt)(place, Number(version));
  return executor
    .select()
    .from(systemSettingChanges)
    .where(and(eq(systemSettingChanges.key, key), beyond))
    .orderBy(forward ? desc(place) : asc(place))
    .limit(page.limit + 1);
}
