import type { EventContract, EventOf, Sealed } from '@caravan/contracts/event';
import {
  AccountLocked,
  EmailVerified,
  ExternalLoginChanged,
  KycDecided,
  MfaChanged,
  PasswordChanged,
  PhoneVerified,
  RoleGranted,
  RoleRevoked,
  SignedIn,
  SignedOut,
  SignInFailed,
  UserBlocked,
  UserProfileUpdated,
  UserRegistered,
  UserUnblocked,
} from '@caravan/contracts/identity';
import { consumer, on, type Subscription } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import type { AuditEventKind } from './activity.domain.ts';
import { insertAuditEvent } from './activity.store.ts';

/** Keeps what happened to each account, from the events of all features. Those about nobody (decoys) are left out. */
export const activityConsumer = consumer<Deps>('identity.activity', [
  keep(UserRegistered, 'REGISTERED', ({ by }) => ({ detail: by })),
  keep(EmailVerified, 'EMAIL_VERIFIED'),
  keep(PhoneVerified, 'PHONE_VERIFIED'),
  keep(SignedIn, 'SIGNED_IN', ({ method, secondFactor, origin }) => ({
    detail: secondFactor === 'NONE' ? method : `${method}, ${secondFactor}`,
    sealed: origin,
  })),
  keep(SignedOut, 'SIGNED_OUT', ({ sessionIds }) => ({ detail: `${sessionIds.length}` })),
  keep(SignInFailed, 'SIGN_IN_FAILED', ({ factor, origin }) => ({ detail: factor, sealed: origin })),
  keep(AccountLocked, 'ACCOUNT_LOCKED'),
  keep(PasswordChanged, 'PASSWORD_CHANGED', ({ how }) => ({ detail: how })),
  keep(MfaChanged, 'SECOND_FACTOR_CHANGED', ({ change }) => ({ detail: change })),
  keep(ExternalLoginChanged, 'EXTERNAL_LOGIN_CHANGED', ({ provider, change }) => ({
    detail: `${provider}, ${change}`,
  })),
  keep(UserProfileUpdated, 'PROFILE_CHANGED', ({ fields }) => ({ detail: fields.join(', ') })),
  keep(UserBlocked, 'BLOCKED', ({ reason }) => ({ sealed: reason })),
  keep(UserUnblocked, 'UNBLOCKED'),
  keep(RoleGranted, 'ROLE_GRANTED', ({ role }) => ({ detail: role })),
  keep(RoleRevoked, 'ROLE_REVOKED', ({ role }) => ({ detail: role })),
  keep(KycDecided, 'KYC_DECIDED', ({ decision }) => ({ detail: decision })),
]);

type Content = { readonly detail?: string; readonly sealed?: Sealed };

function keep<Contract extends EventContract>(
  contract: Contract,
  kind: AuditEventKind,
  read: (data: EventOf<Contract>['data']) => Content = () => ({}),
): Subscription<Deps> {
  return on(contract, async (_deps: Deps, tx, { id, subject, time, data }) => {
    const { detail = null, sealed = null } = read(data);
    await insertAuditEvent(tx, { id, userId: subject, kind, at: new Date(time), detail, sealed });
  });
}
