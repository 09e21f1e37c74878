import type { IncomingHttpHeaders } from 'node:http';
import { newId } from '@caravan/core/ids';
import type { Caller } from '@caravan/core/principal';
import type { Session } from '../access/authenticate.ts';
import type { Client } from '../access/client.ts';
import type { ClientAddress } from '../access/client-address.ts';

export const requestIdHeader = 'x-request-id';

const sanePattern = /^[A-Za-z0-9._:-]{8,100}$/;
const longestUserAgent = 200;

/** The id that a client or proxy gave the request, if it is fit for logs and headers, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && sanePattern.test(given) ? given : newId();
}

/** Who sends a request, or opens a socket. */
export function clientOf(
  { headers, peer, signal }: { headers: IncomingHttpHeaders; peer: string | undefined; signal?: AbortSignal },
  { session, requestId, addressOf }: { session: Session; requestId: string; addressOf: ClientAddress },
): Client {
  const caller: Caller = {
    principal: session.principal,
    requestId,
    clientAddress: addressOf(peer, headers['x-forwarded-for']),
    userAgent: headers['user-agent']?.slice(0, longestUserAgent) ?? null,
  };
  const { rights, contract, apiKeyId, isHighRate, mayIntrospect } = session;
  return { caller, rights, contract, apiKeyId, isHighRate, mayIntrospect, headers, ...(signal && { signal }) };
}
