import { invariant } from '@caravan/core/errors';
import type { Role } from '@caravan/core/principal';
import type { Deps } from '../src/deps.ts';
import type { DocumentKind, KycCase } from '../src/kyc/kyc.domain.ts';
import { submitKyc } from '../src/kyc/submitting.usecases.ts';
import { requestKycUpload } from '../src/kyc/uploads.usecases.ts';
import { callerAt, principalOf, type TestIdentity, verified } from './identity.ts';

/** The least that each type is known by. */
export const contents = {
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49]),
  'image/webp': Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1'),
  'application/pdf': Buffer.from('%PDF-1.7\n%%EOF\n'),
} as const;

/** Uploads by a link, as a client does. */
export async function put(
  deps: Deps,
  url: string,
  { body = contents['image/jpeg'] as Buffer, contentType = 'image/jpeg', name = 'passport.jpg' } = {},
) {
  return follow(deps, { method: 'PUT', url, body, headers: { 'content-type': contentType, 'x-file-name': name } });
}

/** What a link answers: status, headers and bytes. */
export async function get(deps: Deps, url: string) {
  return follow(deps, { method: 'GET', url, body: Buffer.alloc(0), headers: {} });
}

async function follow(
  { files }: Deps,
  call: { method: 'GET' | 'PUT'; url: string; body: Buffer; headers: Record<string, string> },
) {
  const { pathname, searchParams } = new URL(call.url);
  const route = files.routes.find(({ method }) => method === call.method);
  invariant(route, 'files have routes');
  const { status, headers, body } = await route.handle({
    headers: call.headers,
    params: { fileId: decodeURIComponent(pathname.split('/').at(-1) ?? '') },
    query: Object.fromEntries(searchParams),
    body: call.body,
  });
  const chunks: Buffer[] = [];
  if (typeof body === 'string') chunks.push(Buffer.from(body));
  else for await (const chunk of body) chunks.push(chunk as Buffer);
  return { status, headers, content: Buffer.concat(chunks) };
}

/** A link for a document that nothing was uploaded to yet. */
export async function linkFor(deps: Deps, userId: string, kind: DocumentKind = 'PASSPORT') {
  const result = await requestKycUpload(deps, { userId, kind });
  invariant(result.ok, 'the upload is within the limit');
  return result.value;
}

/** A document that can be submitted. */
export async function uploaded(
  deps: Deps,
  userId: string,
  { kind = 'PASSPORT', ...file }: { kind?: DocumentKind } & Parameters<typeof put>[2] = {},
): Promise<string> {
  const { documentId, uploadUrl } = await linkFor(deps, userId, kind);
  const { status } = await put(deps, uploadUrl, file);
  invariant(status === 201, 'the upload was taken');
  return documentId;
}

/** Somebody's case that waits for a decision. */
export async function submitted(deps: Deps, userId: string): Promise<KycCase> {
  const result = await submitKyc(deps, { userId, documentIds: [await uploaded(deps, userId)] });
  invariant(result.ok, 'the documents were taken');
  return result.value;
}

/** Calls of somebody new with a role. */
export async function reviewer(identity: TestIdentity, role: Role = 'MANAGER') {
  const { id } = await verified(identity);
  return { id, caller: callerAt(null, principalOf(id, [role])) };
}
