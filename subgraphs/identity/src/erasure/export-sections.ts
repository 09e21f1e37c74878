import type { Section } from '@caravan/database/personal-data';

/** The lists of the export of identity: what is in each, by the name of its field. */
export const sections: Readonly<Record<string, Section>> = {
  addresses: {
    from: 'addresses',
    by: 'user_id',
    newest: 'created_at',
    fields: {
      name: 'name',
      line1: 'line1',
      line2: 'line2',
      city: 'city',
      region: 'region',
      postalCode: 'postal_code',
      country: 'country',
      phone: 'phone',
      latitude: 'latitude',
      longitude: 'longitude',
      isDefault: 'is_default',
      createdAt: 'created_at',
    },
  },
  sessions: {
    from: 'sessions',
    by: 'user_id',
    newest: 'created_at',
    fields: {
      createdAt: 'created_at',
      lastUsedAt: 'last_used_at',
      clientAddress: 'client_address',
      userAgent: 'user_agent',
      endedAt: 'ended_at',
      endReason: 'end_reason',
    },
  },
  roles: {
    from: 'user_roles',
    by: 'user_id',
    newest: 'granted_at',
    fields: { role: 'role', grantedAt: 'granted_at' },
  },
  scopes: {
    from: 'user_scopes',
    by: 'user_id',
    newest: 'granted_at',
    fields: { scope: 'scope', grantedAt: 'granted_at' },
  },
  socialLogIns: {
    from: 'external_logins',
    by: 'user_id',
    newest: 'linked_at',
    fields: { provider: 'provider', subject: 'subject', email: 'email_at_provider', linkedAt: 'linked_at' },
  },
  secondFactors: {
    from: 'mfa_factors',
    by: 'user_id',
    newest: 'created_at',
    fields: { kind: "'TOTP'", confirmedAt: 'confirmed_at' },
  },
  kycCases: {
    from: 'kyc_cases',
    by: 'user_id',
    newest: 'submitted_at',
    fields: { status: 'status', submittedAt: 'submitted_at', decidedAt: 'decided_at', reason: 'reason' },
  },
  kycDocuments: {
    from: 'kyc_documents',
    by: 'user_id',
    newest: 'created_at',
    fields: { kind: 'kind', contentType: 'content_type', sizeBytes: 'size_bytes', createdAt: 'created_at' },
  },
  avatars: { from: 'avatars', by: 'user_id', newest: 'created_at', fields: { createdAt: 'created_at' } },
  activity: {
    from: 'audit_events',
    by: 'user_id',
    newest: 'at',
    fields: { kind: 'kind', at: 'at', detail: 'detail', origin: 'sealed' },
  },
};

/** Tables whose rows of a person are erased and not told: why. */
export const untold: Readonly<Record<string, string>> = {
  registrations: 'Not an account yet, and perhaps of somebody else.',
  national_ids: 'Told as `nationalIds`, opened.',
  vendor_facts: 'Told by the role VENDOR.',
  known_networks: 'Keyed hashes.',
  email_changes: 'An email that is not proven yet, until it is or the code ends.',
  phone_verifications: 'Hashes of codes, and the phone that is not proven yet, for ten minutes.',
  log_in_failures: 'A number that ends within a day.',
  password_resets: 'Hashes of secrets.',
  external_attempts: 'Secrets of a sign-in that goes on.',
  avatar_uploads: 'Links of ten minutes.',
  idempotency_keys: 'Keys that the client made itself.',
};
