import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '@caravan/core/principal';
import type { Rights } from './rights.ts';

/** The schema that clients of a contract see: all of it, or what is tagged for partners. */
export type Contract = 'api' | 'partner';

/** Who asks, and by what right. */
export type Client = {
  readonly caller: Caller;
  readonly rights: Rights;
  readonly contract: Contract;
  /** Id or name of the API key that was shown. */
  readonly apiKeyId: string | null;
  /** Whether the key may ask for more than others. */
  readonly isHighRate: boolean;
  readonly mayIntrospect: boolean;
  /** Of the request, or of the one that opened the socket. */
  readonly headers: IncomingHttpHeaders;
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal;
};
