import { newId } from '@caravan/core/ids';
import type { Executor, Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Outgoing } from '@caravan/letters/letter-consumer';
import type { Deps } from '../deps.ts';
import type { SealedFor } from '../keys/key-ring.ts';
import { lastingKey } from '../keys/lasting-keys.usecases.ts';
import { keyedHash } from '../secrets.ts';
import {
  deleteLetter,
  deleteLettersBefore,
  deleteLettersTo,
  findLetter,
  insertLetter,
  newestLetters,
  type StoredLetter,
} from './letters.store.ts';

export const sendLetterJob = 'send-letter';

/** A mail or text in the outbox, readable. */
export type QueuedLetter = Outgoing & { readonly id: string; readonly createdAt: Date };

/** Puts a mail or text into the outbox: it leaves when, and only when, the caller's transaction commits. */
export async function queueLetter(tx: Transaction, deps: Deps, outgoing: Outgoing): Promise<void> {
  const id = newId();
  const { channel } = outgoing;
  const sealed = deps.keyRing.seal(sealedFor(id), JSON.stringify(outgoing));
  const recipientHash = await hashOf(tx, deps, outgoing.to);
  await insertLetter(tx, { id, channel, recipientHash, sealed, createdAt: deps.now() });
  if (isSent(deps, outgoing)) await addJob(tx, sendLetterJob, { letterId: id });
}

/** Sends a mail or text and forgets it. A try after a crash may send it once more. */
export async function sendLetter(deps: Deps, { letterId }: { letterId: string }): Promise<void> {
  const stored = await findLetter(deps.database.query, letterId);
  if (!stored) return;
  const { id, ...outgoing } = open(deps, stored);
  if (!isSent(deps, outgoing)) return;
  if (outgoing.channel === 'MAIL') await deps.mailer?.send({ id, to: outgoing.to, letter: outgoing.letter });
  else await deps.texter?.send(outgoing);
  await deleteLetter(deps.database.query, letterId);
}

/** The outbox as anybody may read it, or null where mails are private. */
export async function readOutbox(deps: Deps, query: { to: string | null }): Promise<QueuedLetter[] | null> {
  return deps.mailsAreOpen ? lettersTo(deps, query) : null;
}

/** The newest 100 first, of everyone or of one email or phone. */
export async function lettersTo(deps: Deps, { to }: { to: string | null }): Promise<QueuedLetter[]> {
  const { query } = deps.database;
  const recipientHash = to === null ? null : await hashOf(query, deps, to);
  const stored = await newestLetters(query, { recipientHash, limit: 100 });
  return stored.map((letter) => open(deps, letter));
}

/** Forgets what waits to be sent to these emails and phones. */
export async function forgetLettersTo(executor: Executor, deps: Deps, recipients: readonly string[]): Promise<void> {
  const hashes = await Promise.all(recipients.map((recipient) => hashOf(executor, deps, recipient)));
  await deleteLettersTo(executor, hashes);
}

export async function forgetOldLetters(deps: Deps): Promise<void> {
  const { lettersKeptDays } = deps.settings;
  await deleteLettersBefore(deps.database.query, new Date(deps.now().getTime() - lettersKeptDays * 86_400_000));
}

function isSent({ mailer, texter }: Deps, { channel }: Outgoing): boolean {
  return (channel === 'MAIL' ? mailer : texter) !== null;
}

function open(deps: Deps, { id, sealed, createdAt }: StoredLetter): QueuedLetter {
  const outgoing = JSON.parse(deps.keyRing.open(sealedFor(id), sealed)) as Outgoing;
  return { ...outgoing, id, createdAt };
}

/** Under a key that stays, so that letters are found after the key encryption key was replaced. */
async function hashOf(executor: Executor, deps: Deps, recipient: string): Promise<string> {
  return keyedHash(await lastingKey(executor, deps, 'recipients of letters'), recipient.toLowerCase());
}

function sealedFor(id: string): SealedFor {
  return { purpose: 'letters', row: id };
}
