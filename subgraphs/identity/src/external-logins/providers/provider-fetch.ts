/** More than any answer of a provider; a larger one is given up. */
const mostBytes = 256 * 1024;

/** A provider that cannot be reached, or answers in no usable way. The message is a word of ours, never the provider's. */
export class ProviderDown extends Error {
  constructor(reason: 'NOT_REACHED' | 'SILENT' | 'FAILING' | 'TOO_LARGE' | 'INCOMPLETE') {
    super(reason);
    this.name = 'ProviderDown';
  }
}

export type ProviderFetch = (address: string, init: RequestInit) => Promise<Response>;

/**
 * Asks a provider, in a bounded time and with a bounded answer, which is in memory when this returns. Redirects are not
 * followed: nobody but the configured host gets our secrets.
 *
 * @throws ProviderDown when it is not there, says nothing, fails (5xx, 429), or says too much.
 */
export function createProviderFetch(timeoutMs: number): ProviderFetch {
  return async (address, init) => {
    try {
      const response = await fetch(address, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      const body = await readBody(response);
      if (response.status >= 500 || response.status === 429) throw new ProviderDown('FAILING');
      const { status, headers } = response;
      return new Response(hasBody(status) ? body : null, { status, headers });
    } catch (error) {
      if (error instanceof ProviderDown) throw error;
      if (error instanceof DOMException && error.name === 'TimeoutError') throw new ProviderDown('SILENT');
      if (error instanceof TypeError) throw new ProviderDown('NOT_REACHED');
      throw error;
    }
  };
}

async function readBody({ body }: Response): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > mostBytes) throw new ProviderDown('TOO_LARGE');
    parts.push(part);
  }
  return new Blob(parts);
}

function hasBody(status: number): boolean {
  return ![204, 205, 304].includes(status);
}
