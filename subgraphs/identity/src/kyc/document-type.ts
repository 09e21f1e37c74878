type Part = { readonly at: number; readonly bytes: Buffer };

/** What documents may be, and the bytes that each of them has. */
const signatures: Readonly<Record<string, readonly Part[]>> = {
  'image/jpeg': [{ at: 0, bytes: Buffer.from([0xff, 0xd8, 0xff]) }],
  'image/png': [{ at: 0, bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) }],
  'image/webp': [
    { at: 0, bytes: Buffer.from('RIFF') },
    { at: 8, bytes: Buffer.from('WEBP') },
  ],
  'application/pdf': [{ at: 0, bytes: Buffer.from('%PDF-') }],
};

/** Bytes that have to be looked at. */
export const headBytes = 12;

/** The type of a document by its first bytes, or null when it is none that is taken. */
export function documentType(head: Buffer): string | null {
  const isSo = ({ at, bytes }: Part) => head.subarray(at, at + bytes.length).equals(bytes);
  return Object.entries(signatures).find(([, parts]) => parts.every(isSo))?.[0] ?? null;
}
