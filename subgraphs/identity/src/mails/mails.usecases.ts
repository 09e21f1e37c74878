import { newId } from '@caravan/core/ids';
import type { Transaction } from '@caravan/database/database';
import { addJob } from '@caravan/jobs/add-job';
import type { Deps } from '../deps.ts';
import { deleteMail, deleteMailsBefore, findMail, insertMail, newestMails, type StoredMail } from './mails.store.ts';

export const sendMailJob = 'send-mail';
const keptDays = 30;

export type Letter = { readonly subject: string; readonly body: string };

/** Puts a mail into the outbox: it leaves when, and only when, the caller's transaction commits. */
export async function queueMail(tx: Transaction, deps: Deps, mail: Letter & { to: string }): Promise<void> {
  const id = newId();
  await insertMail(tx, { id, recipient: mail.to, subject: mail.subject, body: mail.body, createdAt: deps.now() });
  if (deps.mailer) await addJob(tx, sendMailJob, { mailId: id });
}

/** Sends a mail and forgets it. A try after a crash may send it once more. */
export async function sendMail(deps: Deps, { mailId }: { mailId: string }): Promise<void> {
  const mail = await findMail(deps.database.query, mailId);
  if (!mail || !deps.mailer) return;
  await deps.mailer.send(mail);
  await deleteMail(deps.database.query, mailId);
}

/** The outbox as anybody may read it, or null where mails are private. */
export async function readOutbox(deps: Deps, query: { to: string | null }): Promise<StoredMail[] | null> {
  return deps.mailsAreOpen ? newestMails(deps.database.query, { ...query, limit: 100 }) : null;
}

export async function forgetOldMails(deps: Deps): Promise<void> {
  await deleteMailsBefore(deps.database.query, new Date(deps.now().getTime() - keptDays * 86_400_000));
}
