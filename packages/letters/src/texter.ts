export type Texter = {
  /**
   * @param text.to - E.164.
   * @throws Error when the provider did not take the text; says nothing of its content or of the provider's words.
   */
  send(text: { to: string; body: string }): Promise<void>;
};

export type TexterOptions = {
  /** Base address of the provider's API. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** E.164 phone, or the id of a messaging service. */
  readonly from: string;
  readonly timeoutMs: number;
};

/** Sends text messages (SMS) by Twilio's Messages resource (API version 2010-04-01). */
export function createTexter({ url, accountSid, authToken, from, timeoutMs }: TexterOptions): Texter {
  const endpoint = new URL(`/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`, url);
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  return {
    async send({ to, body }) {
      const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ To: to, Body: body, ...sender }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The provider of texts answered ${response.status}`);
    },
  };
}
