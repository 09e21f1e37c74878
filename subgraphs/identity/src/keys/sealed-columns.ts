import type { SealedFor } from './key-ring.ts';

/** A column of texts that the key ring sealed, and that a new key encryption key has to seal again. */
export type SealedColumn = {
  /** For people. */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** Primary key, by which the rows are gone through. */
  readonly key: { readonly column: string; readonly type: 'uuid' | 'text' };
  /** Column of the other id that the text is bound to, if there is one. */
  readonly alsoBoundTo?: string;
  /** As whoever seals and opens the column says it. */
  readonly purpose: SealedFor['purpose'];
};

/** All there is under the key encryption key for longer than some minutes. A test compares it with the database. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    name: 'signing keys',
    table: 'signing_keys',
    column: 'private_key_sealed',
    key: { column: 'id', type: 'uuid' },
    purpose: 'signing keys',
  },
  {
    name: 'lasting keys',
    table: 'lasting_keys',
    column: 'key_sealed',
    key: { column: 'purpose', type: 'text' },
    purpose: 'lasting keys',
  },
  {
    name: 'second factors',
    table: 'mfa_factors',
    column: 'secret_sealed',
    key: { column: 'user_id', type: 'uuid' },
    purpose: 'secrets of second factors',
  },
  {
    name: 'national ids',
    table: 'national_ids',
    column: 'data_key_sealed',
    key: { column: 'id', type: 'uuid' },
    alsoBoundTo: 'user_id',
    purpose: 'national ids',
  },
  {
    name: 'waiting mails and texts',
    table: 'letters',
    column: 'sealed',
    key: { column: 'id', type: 'uuid' },
    purpose: 'letters',
  },
];

/** Sealed columns that no rotation touches, and why. */
export const leftAlone: Readonly<Record<string, string>> = {
  'national_ids.number_sealed': 'Under the data key of its row.',
  'refresh_tokens.successor_sealed': 'Under the refresh token before; seconds long.',
  'external_attempts.proof_sealed': 'Minutes long: who signs in meanwhile begins again.',
  'external_attempts.name_sealed': 'Minutes long: who signs in meanwhile begins again.',
  'audit_events.sealed': 'Under the sealing key (SEALING_KEY) of the person.',
};
