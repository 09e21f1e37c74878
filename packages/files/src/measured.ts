import { createHash } from 'node:crypto';

/** Chunks on their way into a store. */
export type Measured = {
  /** Passes on what fits; nothing is read beyond the maximum. */
  readonly chunks: AsyncIterable<Uint8Array>;
  isTooLarge(): boolean;
  /** Once, when all were read: null when there was more than the maximum. */
  result(): { sizeBytes: number; sha256: string } | null;
};

export function measured(content: AsyncIterable<Uint8Array>, maximumBytes: number): Measured {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* pass() {
    for await (const chunk of content) {
      sizeBytes += chunk.length;
      if (sizeBytes > maximumBytes) return;
      hash.update(chunk);
      yield chunk;
    }
  }
  return {
    chunks: pass(),
    isTooLarge: () => sizeBytes > maximumBytes,
    result: () => (sizeBytes > maximumBytes ? null : { sizeBytes, sha256: hash.digest('hex') }),
  };
}
