import { hasScope, type Principal } from '@caravan/core/principal';
import type { SupportedCountry } from './national-numbers.domain.ts';

/** As it is stored: nothing in it tells the number. */
export type SealedNationalId = {
  readonly id: string;
  readonly userId: string;
  readonly country: SupportedCountry;
  /** Under the data key of this row. */
  readonly numberSealed: string;
  /** The data key, under the key encryption key. */
  readonly dataKeySealed: string;
  readonly fingerprint: string;
  readonly createdAt: Date;
};

/** As it is shown: the number itself is asked for on its own, since some who ask for it are written down. */
export type NationalId = Pick<SealedNationalId, 'id' | 'userId' | 'country'> & { readonly masked: string };

/** Whether somebody may know of a person's national ids at all, which are masked. */
export function mayReadMasked(viewer: Principal, userId: string): boolean {
  return isOneself(viewer, userId) || hasScope(viewer, 'user:read:any') || hasScope(viewer, 'kyc:review');
}

export function mayReadNumber(viewer: Principal, userId: string): boolean {
  return isOneself(viewer, userId) || hasScope(viewer, 'kyc:review');
}

export function isOneself(viewer: Principal, userId: string): boolean {
  return viewer.kind === 'user' && viewer.id === userId;
}
