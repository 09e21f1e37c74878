import type { Role } from '@caravan/core/principal';

/** An authenticator app (TOTP) of a person. */
export type Factor = {
  readonly userId: string;
  readonly secretSealed: string;
  readonly expiresAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly lastUsedStep: number | null;
};

/** Where a person stands with the second factor. */
export type MfaState = { readonly enabled: boolean; readonly recoveryCodesLeft: number };

/** What proves the second factor of a sign-in that has proven the first: `verifyMfa` takes it. */
export type MfaChallenge = { readonly token: string; readonly expiresInSeconds: number };

/** Which code a person gives, and of how many characters; an app shows 6 digits, a recovery code has 10 characters. */
export type SecondFactorCode = { readonly kind: 'TOTP' | 'RECOVERY_CODE'; readonly text: string };

export type SecondFactorInvalid = { kind: 'SecondFactorInvalid'; path: readonly string[] };

export const secondFactorInvalid: SecondFactorInvalid = { kind: 'SecondFactorInvalid', path: ['input', 'code'] };

/** Characters that nobody takes for another: Crockford's base 32. */
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Reads what a person typed; spaces, hyphens and the case of letters make no difference. */
export function readSecondFactorCode(typed: string): SecondFactorCode | null {
  const text = typed.slice(0, 64).replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(text)) return { kind: 'TOTP', text };
  const read = text.replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(read) ? { kind: 'RECOVERY_CODE', text: read } : null;
}

const staffRoles: ReadonlySet<Role> = new Set(['SUPPORT', 'OPERATOR', 'MANAGER', 'ADMIN', 'SUPER_ADMIN']);

/** Whether a person has rights that the platform may want a second factor for. */
export function isStaff(roles: readonly Role[]): boolean {
  return roles.some((role) => staffRoles.has(role));
}

/** Roles that count without a second factor where the staff needs one. */
export function withoutStaffRoles(roles: readonly Role[]): Role[] {
  return roles.filter((role) => !staffRoles.has(role));
}
