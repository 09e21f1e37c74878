import type { IncomingHttpHeaders } from 'node:http';
import { newId } from '@caravan/core/ids';
import type { Caller, Principal } from '@caravan/core/principal';
import type { ClientAddress } from '../access/client-address.ts';

export const requestIdHeader = 'x-request-id';

const sanePattern = /^[A-Za-z0-9._:-]{8,100}$/;
const longestUserAgent = 200;

/** The id that a client or proxy gave the request, if it is fit for logs and headers, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && sanePattern.test(given) ? given : newId();
}

/** What subgraphs are told of the client. */
export function callerOf(
  request: { headers: IncomingHttpHeaders; peer: string | undefined },
  { principal, requestId, addressOf }: { principal: Principal; requestId: string; addressOf: ClientAddress },
): Caller {
  return {
    principal,
    requestId,
    clientAddress: addressOf(request.peer, request.headers['x-forwarded-for']),
    userAgent: request.headers['user-agent']?.slice(0, longestUserAgent) ?? null,
  };
}
