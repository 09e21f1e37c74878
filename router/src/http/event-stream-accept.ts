import type { IncomingHttpHeaders } from 'node:http';
import { originAllowed } from './origins.ts';

const eventStream = 'text/event-stream';
const jsonTypes = ['application/json', 'application/graphql-response+json'];

/**
 * Whether the answer is to be an event stream: a subscription's if the client takes one at all, any other's if it would
 * rather have one than JSON. Many clients send one header for all operations.
 */
export function wantsEventStream(accept: string | undefined, kind: 'query' | 'mutation' | 'subscription'): boolean {
  if (!accept?.includes(eventStream)) return false;
  const weights = weightsOf(accept);
  const weight = weights.get(eventStream) ?? 0;
  if (kind === 'subscription') return weight > 0;
  return weight > Math.max(...jsonTypes.map((type) => weights.get(type) ?? 0));
}

/**
 * Whether a GET for an event stream comes from a page that may ask. A browser's `EventSource` cannot add a header that
 * has it ask before, but says where it comes from: no other site's page gets past these.
 */
export function mayStreamByGet(headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): boolean {
  if (!headers.accept?.includes(eventStream)) return false;
  if (headers.origin !== undefined) return originAllowed(headers, allowedOrigins);
  return headers['sec-fetch-site'] === 'same-origin';
}

function weightsOf(accept: string): Map<string, number> {
  return new Map(
    accept.split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [type, weight === undefined ? 1 : Number(weight) || 0];
    }),
  );
}
