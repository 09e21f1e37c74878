import { z } from 'zod';
import { GeocoderUnavailable, type Outage } from './geocoder.ts';

/** How a provider is reached. */
export type Provider = {
  /** Absent: the provider's own. */
  readonly baseUrl: string | undefined;
  readonly key: string | undefined;
  readonly timeoutMs: number;
};

/** A few places take some kilobytes; whoever sends more is no geocoder. */
const mostBytes = 262_144;

export const latitude = z.coerce.number().min(-90).max(90);
export const longitude = z.coerce.number().min(-180).max(180);

/** An address below the base, which may have a path of its own. */
export function endpoint(baseUrl: string, path: string): URL {
  return new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
}

export type Call<Schema extends z.ZodType> = {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Of the answer; whatever else is in it is left out. */
  readonly schema: Schema;
};

/**
 * Asks a provider. Redirections are not followed: they would carry the key elsewhere.
 *
 * @returns The status with the answer, which is one of 2xx or 4xx.
 * @throws GeocoderUnavailable, which tells no more than the kind of trouble: the address of the call holds a key and what
 * somebody lives at, and the answer is a stranger's text.
 */
export async function ask<Schema extends z.ZodType>(
  call: Call<Schema>,
): Promise<{ status: number; body: z.output<Schema> }> {
  const timeout = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
  try {
    const response = await fetch(call.url, {
      redirect: 'error',
      signal,
      headers: { accept: 'application/json', ...call.headers },
    });
    const outage = outageOf(response.status);
    if (outage) {
      await response.body?.cancel();
      throw new GeocoderUnavailable(outage);
    }
    const parsed = call.schema.safeParse(JSON.parse(await readBody(response)));
    if (!parsed.success) throw new GeocoderUnavailable('GARBLED');
    return { status: response.status, body: parsed.data };
  } catch (error) {
    if (error instanceof GeocoderUnavailable) throw error;
    if (error instanceof SyntaxError) throw new GeocoderUnavailable('GARBLED');
    throw new GeocoderUnavailable(signal.aborted ? 'TIMEOUT' : 'UNREACHABLE');
  }
}

function outageOf(status: number): Outage | null {
  if (status === 429) return 'QUOTA';
  if (status === 401 || status === 403) return 'REFUSED';
  return status >= 500 || status < 200 ? 'UNREACHABLE' : null;
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Leaving the loop cancels the rest.
    if (bytes > mostBytes) throw new GeocoderUnavailable('TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
