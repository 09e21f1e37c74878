import { Readable } from 'node:stream';
import { isFileId } from './file-id.ts';
import type { FilePlace } from './file-store.ts';
import type { FileAction, LinkQuery, Links, LinkVerdict } from './links.ts';

/** An HTTP call, whatever the server; a superset of what a subgraph's route is given. */
export type FileRequest = {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: LinkQuery;
  /** A stream where the server can, so that a file is never whole in memory. */
  readonly body: Buffer | Readable;
};

export type FileResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
};

export type FileRoute = {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  /** Whether a server that can should hand over the body as a stream, without a limit of its own. */
  readonly streamsBody: boolean;
  handle(request: FileRequest): Promise<FileResponse>;
};

const path = '/files/:fileId';

/** What signed links point to. The link is the permission: no caller is looked at. */
export function fileRoutes(place: FilePlace, links: Links): FileRoute[] {
  return [
    { method: 'GET', path, streamsBody: false, handle: (request) => download(place, links, request) },
    { method: 'PUT', path, streamsBody: true, handle: (request) => upload(place, links, request) },
  ];
}

async function download(place: FilePlace, links: Links, request: FileRequest): Promise<FileResponse> {
  const verdict = check(links, 'download', request);
  if (!verdict.ok) return refuse(verdict);
  const opened = await place.open(verdict.fileId);
  if (!opened) return answer(404, { message: 'There is no such file.' });
  const { file, content } = opened;
  return {
    status: 200,
    headers: {
      'content-type': file.contentType,
      'content-length': String(file.sizeBytes),
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(file.name)}`,
      'cache-control': 'private, max-age=3600, immutable',
      etag: `"${file.sha256}"`,
      ...harmless,
    },
    body: content,
  };
}

async function upload(place: FilePlace, links: Links, request: FileRequest): Promise<FileResponse> {
  const verdict = check(links, 'upload', request);
  if (!verdict.ok) return refuse(verdict);
  const { fileId, maximumBytes } = verdict;
  const announced = Number(request.headers['content-length'] ?? 0);
  if (maximumBytes !== null && announced > maximumBytes) return tooLarge(maximumBytes);
  const stored = await place.put(Buffer.isBuffer(request.body) ? Readable.from([request.body]) : request.body, {
    id: fileId,
    contentType: contentTypeOf(request),
    name: nameOf(request) ?? fileId,
    ...(maximumBytes === null ? {} : { maximumBytes }),
  });
  if (stored.ok) {
    const { id, sizeBytes, sha256 } = stored.value;
    return answer(201, { id, sizeBytes, sha256 });
  }
  const [refusal] = stored.errors;
  if (refusal.kind === 'FileTooLarge') return tooLarge(refusal.maximumBytes);
  return answer(409, { message: 'The file of this link was uploaded before.' });
}

type Checked = { ok: true; fileId: string; maximumBytes: number | null } | Exclude<LinkVerdict, { ok: true }>;

function check(links: Links, action: FileAction, { params, query }: FileRequest): Checked {
  const { fileId } = params;
  if (fileId === undefined || !isFileId(fileId)) return { ok: false, reason: 'forged' };
  const verdict = links.verify({ fileId, action, query });
  return verdict.ok ? { ...verdict, fileId } : verdict;
}

function refuse({ reason }: { reason: 'forged' | 'expired' }): FileResponse {
  return answer(403, { message: reason === 'expired' ? 'The link has expired.' : 'The link is not valid.' });
}

function tooLarge(maximumBytes: number): FileResponse {
  return answer(413, { message: `The file is larger than ${maximumBytes} bytes.`, maximumBytes });
}

function answer(status: number, body: Readonly<Record<string, string | number>>): FileResponse {
  return { status, headers: { 'content-type': 'application/json', ...harmless }, body: JSON.stringify(body) };
}

/** An uploaded page must not run in our origin, whatever a browser takes it for. */
const harmless = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
};

function contentTypeOf({ headers }: FileRequest): string {
  const given = headers['content-type'] ?? '';
  return /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)*$/.test(given) ? given : 'application/octet-stream';
}

/** From the header `x-file-name`, percent-encoded; only what follows the last slash. */
function nameOf({ headers }: FileRequest): string | null {
  try {
    const name = decodeURIComponent(headers['x-file-name'] ?? '')
      .split(/[/\\]/)
      .at(-1);
    return name ? name.replace(/\p{Cc}/gu, '').slice(0, 255) || null : null;
  } catch {
    // Not percent-encoded: as good as no name.
    return null;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc8187#section-3.2.1 */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
