import { fromTypeId, toTypeId } from '@caravan/core/ids';
import { payload } from '@caravan/subgraph/payload';
import { viewOneself } from '../accounts/usecases/people.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { userIdOf } from '../principal.ts';
import { avatarSizes, fileNameOf } from './avatars.domain.ts';
import { removeAvatar, requestAvatarUpload, setAvatar } from './avatars.usecases.ts';

export const avatarResolvers: Resolvers = {
  User: {
    avatar: ({ avatarId }, _arguments, { deps }) => (avatarId ? addressesOf(avatarId, deps.publicUrl()) : null),
  },
  AvatarUpload: {
    fileId: ({ fileId }) => toTypeId('file', fileId),
  },
  Mutation: {
    requestAvatarUpload: async (_root, _arguments, { deps, principal }) =>
      payload(await requestAvatarUpload(deps, userIdOf(principal)), 'upload'),
    setAvatar: async (_root, { input }, { deps, principal }) => {
      const command = { userId: userIdOf(principal), fileId: fromTypeId('file', input.fileId) };
      const result = await setAvatar(deps, command);
      const seen = result.ok ? { ok: true as const, value: await viewOneself(deps, result.value) } : result;
      return payload(seen, 'user', {
        UploadNotFound: () => 'There is no such upload of yours (any more). Ask for a new link.',
        AvatarUnreadable: () => 'This is no picture that can be read: JPEG, PNG, WebP, GIF and AVIF are.',
        AvatarTooLarge: ({ maximumBytes, maximumPixels }) =>
          `A picture has at most ${maximumBytes} bytes and ${maximumPixels} pixels.`,
      });
    },
    removeAvatar: async (_root, _arguments, { deps, principal }) => ({
      user: await viewOneself(deps, await removeAvatar(deps, userIdOf(principal))),
    }),
  },
};

function addressesOf(avatarId: string, publicUrl: string) {
  const address = (name: string) => new URL(`/avatars/${toTypeId('avatar', avatarId)}/${name}`, publicUrl).href;
  const [small, medium, large] = avatarSizes.map((size) => address(fileNameOf(size))) as [string, string, string];
  return { small, medium, large };
}
