import type SharpDefault from 'sharp';
import type { AvatarSize } from './avatars.domain.ts';
import { avatarSizes, sizesInPixels } from './avatars.domain.ts';
import { kindOf } from './picture-kind.domain.ts';

export type Pictures = Readonly<Record<AvatarSize, Buffer>>;

/** What became of a picture. Crowded: as many are waiting as may. */
export type Conversion =
  | { readonly outcome: 'converted'; readonly pictures: Pictures }
  | { readonly outcome: 'unreadable' | 'too many pixels' | 'crowded' };

/**
 * Makes square WebPs of pictures, a few at once. Pixels are decoded in threads of libuv, never in the event loop, one
 * thread a picture: the same threads hash passwords.
 */
export type Converter = {
  /** @param read - Called when it is the picture's turn, so that those that wait take no memory. */
  convert(read: () => Promise<Buffer>): Promise<Conversion>;
};

type Limits = { readonly atOnce: number; readonly maximumPixels: number; readonly seconds: number };

/** How many may wait for each that is converted. */
const waitingPerTurn = 10;

export function createConverter(limits: Limits): Converter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async convert(read) {
      if (running >= limits.atOnce) {
        if (waiting.length >= limits.atOnce * waitingPerTurn) return { outcome: 'crowded' };
        // Whoever ends hands over the turn, so `running` stays.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await convert(await read(), limits);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

async function convert(bytes: Buffer, { maximumPixels, seconds }: Limits): Promise<Conversion> {
  // What it says it is does not count, and what libvips would guess neither.
  const kind = kindOf(bytes);
  if (!kind) return { outcome: 'unreadable' };
  const sharp = await openSharp();
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (format !== formatOf[kind]) return { outcome: 'unreadable' };
    if (width * height > maximumPixels) return { outcome: 'too many pixels' };
    return { outcome: 'converted', pictures: await resize(sharp, bytes, { maximumPixels, seconds }) };
  } catch (error) {
    // sharp tells all that is wrong with a picture, and the end of its time, by plain errors.
    if (error instanceof Error && error.constructor === Error) return { outcome: 'unreadable' };
    throw error;
  }
}

/** AVIF is HEIF to libvips. */
const formatOf = { JPEG: 'jpeg', PNG: 'png', WEBP: 'webp', GIF: 'gif', AVIF: 'heif' } as const;

type SharpModule = typeof SharpDefault;

/** Decoded once, upright and in sRGB; the smaller ones are made of the largest. Nothing but pixels is carried over. */
async function resize(
  sharp: SharpModule,
  bytes: Buffer,
  { maximumPixels, seconds }: { maximumPixels: number; seconds: number },
): Promise<Pictures> {
  const edge = sizesInPixels.large;
  const largest = await sharp(bytes, {
    limitInputPixels: maximumPixels,
    failOn: 'error',
    sequentialRead: true,
    pages: 1,
    autoOrient: true,
  })
    .timeout({ seconds })
    .resize(edge, edge, { fit: 'cover', position: 'centre' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  const raw = { width: edge, height: edge, channels: 4 } as const;
  const square = (pixels: number) =>
    sharp(largest, { raw }).timeout({ seconds }).resize(pixels, pixels).webp({ quality: 82 }).toBuffer();
  const made = await Promise.all(avatarSizes.map(async (size) => [size, await square(sizesInPixels[size])] as const));
  return Object.fromEntries(made) as Pictures;
}

let opened: Promise<SharpModule> | undefined;

/** Loaded with the first picture. Only the readers of the five kinds are let in: SVG, PDF and all others stay shut. */
function openSharp(): Promise<SharpModule> {
  opened ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: readers });
    return sharp;
  });
  return opened;
}

const readers = [
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadWebpBuffer',
  'VipsForeignLoadNsgifBuffer',
  'VipsForeignLoadHeifBuffer',
];
