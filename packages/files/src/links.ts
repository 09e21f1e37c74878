import { createHmac, timingSafeEqual } from 'node:crypto';

export type FileAction = 'upload' | 'download';

export type Link = { fileId: string; action: FileAction; seconds: number; maximumBytes: number | null };

export type LinkQuery = Readonly<Record<string, string | undefined>>;

export type LinkVerdict = { ok: true; maximumBytes: number | null } | { ok: false; reason: 'forged' | 'expired' };

export type Links = {
  /** Path and query of a link. */
  sign(link: Link): string;
  /** Whether a request of this action was made by a link of ours whose time is not over. */
  verify(request: { fileId: string; action: FileAction; query: LinkQuery }): LinkVerdict;
};

/** Links signed by HMAC-SHA-256 over everything that they allow. */
export function createLinks({ secret, now }: { secret: string; now(): Date }): Links {
  return {
    sign({ fileId, action, seconds, maximumBytes }) {
      const expires = String(Math.floor(now().getTime() / 1_000) + seconds);
      const maximum = maximumBytes === null ? '' : String(maximumBytes);
      const signature = signatureOf(secret, [action, fileId, expires, maximum]).toString('base64url');
      const query = new URLSearchParams({ action, expires, ...(maximum && { maximum }), signature });
      return `/files/${fileId}?${query.toString()}`;
    },
    verify({ fileId, action, query }) {
      const { expires = '', maximum = '', signature = '' } = query;
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(secret, [action, fileId, expires, maximum]);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { ok: false, reason: 'forged' };
      if (Number(expires) * 1_000 <= now().getTime()) return { ok: false, reason: 'expired' };
      return { ok: true, maximumBytes: maximum === '' ? null : Number(maximum) };
    },
  };
}

/** None of the parts can hold a line break: an id has passed as UUID, the rest are words and numbers that we signed. */
function signatureOf(secret: string, parts: readonly string[]): Buffer {
  return createHmac('sha256', secret)
    .update(`caravan file link\n${parts.join('\n')}`)
    .digest();
}
