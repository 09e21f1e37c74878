import { createHash } from 'node:crypto';

/** Any UUID that is never made again: names of ours are told from those of others by it. */
const namespace = '5b9c7f0e-6d1a-4c7e-9a53-0f4f3c2d8e11';

/** The UUID of a setting, always the same for its key (UUIDv5, RFC 9562): the subject of its events. */
export function settingId(key: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(key)
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
