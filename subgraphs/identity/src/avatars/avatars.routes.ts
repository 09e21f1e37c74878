import { CaravanError } from '@caravan/core/errors';
import { fromTypeId } from '@caravan/core/ids';
import type { Route, RouteResponse } from '@caravan/subgraph/route';
import type { Deps } from '../deps.ts';
import { sizeNamed } from './avatars.domain.ts';
import { openAvatar } from './avatars.usecases.ts';

/** Pictures that everybody may see, at addresses whose content never changes: another picture has another address. */
export const avatarRoutes: readonly Route<Deps>[] = [
  {
    method: 'GET',
    path: '/avatars/:avatarId/:name',
    handle: async (deps, { params }) => {
      const avatarId = readAvatarId(params.avatarId ?? '');
      const size = sizeNamed(params.name ?? '');
      const opened = avatarId && size ? await openAvatar(deps, { avatarId, size }) : null;
      if (!opened) return missing;
      const { file, content } = opened;
      const headers = {
        'content-type': 'image/webp',
        'content-length': String(file.sizeBytes),
        // A day, so that a picture that was removed is soon in no cache.
        'cache-control': 'public, max-age=86400, immutable',
        etag: `"${file.sha256}"`,
        'cross-origin-resource-policy': 'cross-origin',
        ...harmless,
      };
      return { status: 200, headers, body: content };
    },
  },
];

const harmless = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
};
const missing: RouteResponse = {
  status: 404,
  headers: { 'content-type': 'text/plain', 'cache-control': 'no-store', ...harmless },
  body: 'Not found',
};

/** Null for what is no id, which is as good as one that nobody has. */
function readAvatarId(text: string): string | null {
  try {
    return fromTypeId('avatar', text);
  } catch (error) {
    if (error instanceof CaravanError) return null;
    throw error;
  }
}
