import { sql } from 'drizzle-orm';
import { check, index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/accounts.tables.ts';
import { instant } from '../columns.ts';

/** Files that people were given a link to upload. A row lives longer than its link, so that nothing uploaded is forgotten. */
export const avatarUploads = pgTable(
  'avatar_uploads',
  {
    /** Id of the file that the link uploads. */
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    /** What was made of it. */
    avatarId: uuid('avatar_id'),
  },
  (upload) => [
    index('avatar_uploads_by_end').on(upload.expiresAt),
    check('avatar_uploads_used_for_an_avatar', sql`(${upload.usedAt} is null) = (${upload.avatarId} is null)`),
  ],
);

/**
 * The files of each avatar, written down before they are stored, so that a crash leaves none that nobody knows. The one
 * that `users.avatar_id` names is shown; the others wait for their files to be removed.
 */
export const avatars = pgTable(
  'avatars',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    smallFileId: uuid('small_file_id').notNull(),
    mediumFileId: uuid('medium_file_id').notNull(),
    largeFileId: uuid('large_file_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (avatar) => [index('avatars_by_user').on(avatar.userId), index('avatars_by_age').on(avatar.createdAt)],
);
