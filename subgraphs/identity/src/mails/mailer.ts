import { createTransport } from 'nodemailer';

export type Mail = { readonly id: string; readonly recipient: string; readonly subject: string; readonly body: string };

export type Mailer = {
  /** @throws Error when the server did not take the mail. */
  send(mail: Mail): Promise<void>;
};

/** Sends by SMTP. A mail that is sent again carries the same Message-ID, so that mailboxes can tell. */
export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(url);
  return {
    async send({ id, recipient, subject, body }) {
      await transport.sendMail({ from, to: recipient, subject, text: body, messageId: `<${id}@caravan>` });
    },
  };
}
