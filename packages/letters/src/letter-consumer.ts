import type { EventOf } from '@caravan/contracts/event';
import {
  AccountLocked,
  EmailChanged,
  EmailChangeRequested,
  ExternalLoginChanged,
  emailNotice,
  KycDecided,
  MfaChanged,
  PasswordChanged,
  PasswordResetRequested,
  passwordResetSecret,
  VerificationRequested,
  verificationSecret,
} from '@caravan/contracts/identity';
import type { Transaction } from '@caravan/database/database';
import { type Consumer, consumer, on } from '@caravan/events/consumer';
import type { Sealer } from '@caravan/events/sealing';
import {
  emailChangeLetter,
  externalLoginLetter,
  kycLetter,
  lockedLetter,
  mfaChangedLetter,
  passwordChangedLetter,
  passwordResetLetter,
  takenEmailLetter,
  verificationLetter,
  verificationText,
} from './account-letters.ts';
import type { Letter } from './letter.ts';

/** Somebody who is told something about their account. */
export type Recipient = { readonly email: string; readonly username: string };

export type Outgoing =
  | { readonly channel: 'MAIL'; readonly to: string; readonly letter: Letter }
  | { readonly channel: 'TEXT'; readonly to: string; readonly body: string };

/** What the subgraph that sends mails and texts gives to the consumer. */
export type Letters = {
  readonly sealer: Pick<Sealer, 'unseal'>;
  /** Null for people who are gone, and for ids that nobody has. */
  findRecipient(tx: Transaction, userId: string): Promise<Recipient | null>;
  /** Puts it into the outbox, within the transaction. */
  put(tx: Transaction, outgoing: Outgoing): Promise<void>;
  readonly links: { verifyEmail(token: string): string; resetPassword(token: string): string };
};

/**
 * Tells people by mail and text what their account needs of them, or what happened to it.
 *
 * Identity hosts it until the messaging subgraph takes it over, with the same name, by `caravan events pause` here
 * and a start from the group's offsets there: see docs/adr/0014-accounts.md.
 */
export function letterConsumer<Deps>(name: string, lettersOf: (deps: Deps) => Letters): Consumer<Deps> {
  const told = <Event extends { data: { userId: string } }>(write: (recipient: Recipient, event: Event) => Letter) => {
    return async (deps: Deps, tx: Transaction, event: Event) => {
      const letters = lettersOf(deps);
      const recipient = await letters.findRecipient(tx, event.data.userId);
      if (recipient) await letters.put(tx, { channel: 'MAIL', to: recipient.email, letter: write(recipient, event) });
    };
  };
  return consumer<Deps>(name, [
    on(VerificationRequested, (deps: Deps, tx, { data }) => sendVerification(lettersOf(deps), tx, data.secret)),
    on(PasswordResetRequested, (deps: Deps, tx, event) => sendReset(lettersOf(deps), tx, event)),
    on(EmailChangeRequested, (deps: Deps, tx, { data }) => sendNotice(lettersOf(deps), tx, { ...data, isDone: false })),
    on(EmailChanged, (deps: Deps, tx, { data }) => sendNotice(lettersOf(deps), tx, { ...data, isDone: true })),
    on(KycDecided, (deps: Deps, tx, event) => sendDecision(lettersOf(deps), tx, event)),
    on(
      AccountLocked,
      told((to, { data }: EventOf<typeof AccountLocked>) => lockedLetter(to, data)),
    ),
    on(
      PasswordChanged,
      told((to, { data }: EventOf<typeof PasswordChanged>) => passwordChangedLetter(to, data)),
    ),
    on(
      MfaChanged,
      told((to, { data }: EventOf<typeof MfaChanged>) => mfaChangedLetter(to, data)),
    ),
    on(
      ExternalLoginChanged,
      told((to, { data }: EventOf<typeof ExternalLoginChanged>) => externalLoginLetter(to, data)),
    ),
  ]);
}

type SealedText = EventOf<typeof VerificationRequested>['data']['secret'];

/** Goes to what is to be proven, which no account may have yet. */
async function sendVerification({ sealer, put, links }: Letters, tx: Transaction, sealed: SealedText) {
  const opened = await sealer.unseal(sealed);
  if (opened === null) return;
  const secret = verificationSecret.parse(opened);
  const { to } = secret;
  if (secret.kind === 'EMAIL_TAKEN') return put(tx, { channel: 'MAIL', to, letter: takenEmailLetter(secret) });
  if (!to.includes('@')) return put(tx, { channel: 'TEXT', to, body: verificationText(secret) });
  const url = secret.token && links.verifyEmail(secret.token);
  return put(tx, { channel: 'MAIL', to, letter: verificationLetter(secret, url) });
}

/** Goes to the email that the account had. */
async function sendNotice(
  { sealer, put }: Letters,
  tx: Transaction,
  { notice, isDone }: { notice: SealedText; isDone: boolean },
) {
  const opened = await sealer.unseal(notice);
  if (opened === null) return;
  const { to, username } = emailNotice.parse(opened);
  await put(tx, { channel: 'MAIL', to, letter: emailChangeLetter({ username }, isDone) });
}

async function sendReset(
  { sealer, findRecipient, put, links }: Letters,
  tx: Transaction,
  { data }: EventOf<typeof PasswordResetRequested>,
) {
  const opened = await sealer.unseal(data.secret);
  const recipient = await findRecipient(tx, data.userId);
  if (opened === null || !recipient) return;
  const secret = passwordResetSecret.parse(opened);
  const letter = passwordResetLetter(recipient, secret, links.resetPassword(secret.token));
  await put(tx, { channel: 'MAIL', to: recipient.email, letter });
}

async function sendDecision(
  { sealer, findRecipient, put }: Letters,
  tx: Transaction,
  { data }: EventOf<typeof KycDecided>,
) {
  const reason = await sealer.unseal(data.reason);
  const recipient = await findRecipient(tx, data.userId);
  if (!recipient) return;
  const said = typeof reason === 'string' && reason !== '' ? reason : null;
  const letter = kycLetter(recipient, { decision: data.decision, reason: said });
  await put(tx, { channel: 'MAIL', to: recipient.email, letter });
}
