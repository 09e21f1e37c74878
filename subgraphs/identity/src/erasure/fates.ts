import { commonFates, type Fates } from '@caravan/database/erasure';

const byUser = { user_id: 'id' } as const;

/**
 * What becomes of every table of identity when a person is erased: erasing does what stands here. A test compares it
 * with the database, so a new table is decided about by whoever adds it.
 */
export const fates: Fates = {
  ...commonFates,
  users: {
    fate: 'PSEUDONYMOUS',
    columns: {
      email: 'An address that cannot exist.',
      username: 'The pseudonym.',
      display_name: '"Deleted user".',
      phone: 'Null.',
      first_name: 'Null.',
      last_name: 'Null.',
      birth_date: 'Null.',
      avatar_id: 'Null.',
      locale: 'Null.',
      time_zone: 'Null.',
      password_hash: 'Null.',
      block_reason: 'Null.',
      blocked_by: 'Null.',
    },
  },
  addresses: { fate: 'ERASED', by: byUser },
  user_roles: { fate: 'ERASED', by: byUser, keeps: { granted_by: 'Bare id of whoever gave a role to somebody else.' } },
  user_scopes: {
    fate: 'ERASED',
    by: byUser,
    keeps: { granted_by: 'Bare id of whoever gave a scope to somebody else.' },
  },
  vendor_facts: { fate: 'ERASED', by: byUser },
  sessions: { fate: 'ERASED', by: byUser },
  refresh_tokens: { fate: 'ERASED_WITH', table: 'sessions' },
  log_in_failures: { fate: 'ERASED', by: { account: 'id' } },
  known_networks: { fate: 'ERASED', by: { account: 'id' } },
  password_resets: { fate: 'ERASED', by: { user_id: 'id' } },
  mfa_factors: { fate: 'ERASED', by: byUser },
  mfa_recovery_codes: { fate: 'ERASED_WITH', table: 'mfa_factors' },
  mfa_challenges: { fate: 'ERASED_WITH', table: 'mfa_factors', keeps: { guest_id: 'Goes with its row.' } },
  external_logins: { fate: 'ERASED', by: byUser },
  external_attempts: {
    fate: 'ERASED',
    by: byUser,
    keeps: { session_id: 'Goes with its row.', guest_id: 'Goes with its row.' },
  },
  email_changes: { fate: 'ERASED', by: byUser },
  phone_verifications: { fate: 'ERASED', by: byUser },
  registrations: { fate: 'ERASED', by: { email: 'email' }, keys: ['id'], keeps: { guest_id: 'Goes with its row.' } },
  national_ids: { fate: 'ERASED', by: byUser },
  kyc_documents: { fate: 'ERASED', by: byUser, files: ['id'] },
  kyc_cases: {
    fate: 'ERASED',
    by: byUser,
    keeps: { claimed_by: 'Bare id of the reviewer.', decided_by: 'Bare id of the reviewer.' },
  },
  avatar_uploads: { fate: 'ERASED', by: byUser, files: ['id'], keeps: { avatar_id: 'Goes with its row.' } },
  avatars: { fate: 'ERASED', by: byUser, files: ['small_file_id', 'medium_file_id', 'large_file_id'] },
  audit_events: { fate: 'ERASED', by: byUser },
  guest_merges: {
    fate: 'KEPT',
    why: 'Bare ids, so that no guest becomes somebody twice; forgotten after 90 days.',
    keeps: { guest_id: 'Bare id.', user_id: 'Bare id.' },
  },
  admin_actions: {
    fate: 'KEPT',
    why: 'The staff answers for what it did. Details are under the key of whoever did it.',
    keeps: { admin_id: 'Bare id.' },
  },
  system_settings: { fate: 'KEPT', why: 'About nobody.', keeps: { changed_by: 'Bare id of the administrator.' } },
  system_setting_changes: {
    fate: 'KEPT',
    why: 'About nobody.',
    keeps: { changed_by: 'Bare id of the administrator.' },
  },
  api_keys: { fate: 'KEPT', why: 'Of partners.', keeps: { created_by: 'Bare id of the administrator.' } },
  letters: { fate: 'KEPT', why: 'What waits for the person is deleted by the hash of the email and the phone.' },
  limits: { fate: 'KEPT', why: 'Keyed hashes that end within a day.' },
  signing_keys: { fate: 'KEPT', why: 'About nobody.' },
  lasting_keys: { fate: 'KEPT', why: 'About nobody.' },
};
