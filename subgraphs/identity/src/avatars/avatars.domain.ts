export const avatarSizes = ['small', 'medium', 'large'] as const;
export type AvatarSize = (typeof avatarSizes)[number];

/** Edges of the squares. */
export const sizesInPixels: Readonly<Record<AvatarSize, number>> = { small: 64, medium: 256, large: 512 };

/** The files of one avatar. They are never changed: another picture is another avatar. */
export type Avatar = {
  readonly id: string;
  readonly userId: string;
  readonly smallFileId: string;
  readonly mediumFileId: string;
  readonly largeFileId: string;
  readonly createdAt: Date;
};

/** A file that somebody was given a link for. */
export type AvatarUpload = {
  /** Id of the file. */
  readonly id: string;
  readonly userId: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly avatarId: string | null;
};

export function fileOf(avatar: Avatar, size: AvatarSize): string {
  return { small: avatar.smallFileId, medium: avatar.mediumFileId, large: avatar.largeFileId }[size];
}

/** The part of an avatar's address that names its size, such as `64.webp`. */
export function sizeNamed(name: string): AvatarSize | null {
  return avatarSizes.find((size) => fileNameOf(size) === name) ?? null;
}

export function fileNameOf(size: AvatarSize): string {
  return `${sizesInPixels[size]}.webp`;
}
