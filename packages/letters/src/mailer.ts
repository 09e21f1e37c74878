import { createTransport } from 'nodemailer';
import type { Letter } from './letter.ts';

export type Mailer = {
  /**
   * @param mail.id - Sent again, a mail carries the same Message-ID (RFC 5322), so that mailboxes can tell.
   * @throws Error when the server did not take the mail.
   */
  send(mail: { id: string; to: string; letter: Letter }): Promise<void>;
};

/** Sends by SMTP. */
export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(url);
  return {
    async send({ id, to, letter: { subject, text, html } }) {
      await transport.sendMail({ from, to, subject, text, html, messageId: `<${id}@caravan>` });
    },
  };
}
