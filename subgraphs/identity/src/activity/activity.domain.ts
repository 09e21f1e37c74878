import type { Sealed } from '@caravan/contracts/event';

/** What can happen to an account. */
export const auditEventKinds = [
  'REGISTERED',
  'EMAIL_VERIFIED',
  'PHONE_VERIFIED',
  'SIGNED_IN',
  'SIGNED_OUT',
  'SIGN_IN_FAILED',
  'ACCOUNT_LOCKED',
  'PASSWORD_CHANGED',
  'SECOND_FACTOR_CHANGED',
  'EXTERNAL_LOGIN_CHANGED',
  'PROFILE_CHANGED',
  'BLOCKED',
  'UNBLOCKED',
  'ROLE_GRANTED',
  'ROLE_REVOKED',
  'KYC_DECIDED',
] as const;
export type AuditEventKind = (typeof auditEventKinds)[number];

/** One entry of what happened to an account. */
export type AuditEvent = {
  readonly id: string;
  readonly userId: string;
  readonly kind: AuditEventKind;
  readonly at: Date;
  /** Which way, which role, which field: words of the platform, nothing personal. */
  readonly detail: string | null;
  readonly sealed: Sealed | null;
};
