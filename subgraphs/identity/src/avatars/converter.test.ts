import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { avatarSizes, sizesInPixels } from './avatars.domain.ts';
import { type Conversion, createConverter } from './converter.ts';

const limits = { atOnce: 2, maximumPixels: 50_000_000, seconds: 10 };
const converter = createConverter(limits);
const convert = (bytes: Buffer) => converter.convert(async () => bytes);
const red = { r: 200, g: 30, b: 30 };
const canary = 'CANARY-of-the-upload';

/** Left half red, right half blue. */
async function halves(width = 800, height = 400) {
  const right = await plain(width / 2, height, { r: 20, g: 20, b: 220 })
    .png()
    .toBuffer();
  const picture = await plain(width, height, red)
    .composite([{ input: right, left: width / 2, top: 0 }])
    .png()
    .toBuffer();
  return sharp(picture);
}

function plain(width: number, height: number, background = red) {
  return sharp({ create: { width, height, channels: 3, background } });
}

function picturesOf(conversion: Conversion) {
  if (conversion.outcome !== 'converted') throw new Error(`It was ${conversion.outcome}.`);
  return conversion.pictures;
}

/** Colour at a place of a picture, as parts of its edge. */
async function colourAt(picture: Buffer, x: number, y: number) {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return (data[at] ?? 0) > (data[at + 2] ?? 0) ? 'red' : 'blue';
}

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('as %s becomes three square WebPs', async (format) => {
    const pictures = picturesOf(await convert(await plain(300, 500).toFormat(format).toBuffer()));
    for (const size of avatarSizes) {
      const { format: made, width, height, pages } = await sharp(pictures[size]).metadata();
      expect([made, width, height, pages ?? 1]).toEqual(['webp', sizesInPixels[size], sizesInPixels[size], 1]);
    }
  });

  test('is cut to its middle, and enlarged when it is small', async () => {
    const { large } = picturesOf(await convert(await (await halves()).toBuffer()));
    expect([await colourAt(large, 0.25, 0.5), await colourAt(large, 0.75, 0.5)]).toEqual(['red', 'blue']);
    expect(await convert(await plain(1, 1).png().toBuffer())).toMatchObject({ outcome: 'converted' });
  });

  test('stands upright, as its camera was held', async () => {
    // 6: to be turned right by a quarter, so that what was left is on top.
    const turned = await (await halves()).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { large } = picturesOf(await convert(turned));
    expect([await colourAt(large, 0.5, 0.1), await colourAt(large, 0.5, 0.9)]).toEqual(['red', 'blue']);
  });

  test('loses place, camera, comments and profiles', async () => {
    const exif = {
      IFD0: { Copyright: canary, Artist: canary },
      IFD3: { GPSLatitude: '43/1 14/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '76/1 53/1 0/1', GPSLongitudeRef: 'E' },
    };
    const upload = await plain(600, 600)
      .withExif(exif)
      .withIccProfile('p3')
      .withXmp(`<x>${canary}</x>`)
      .jpeg()
      .toBuffer();
    expect(
      (await sharp(upload).metadata()).exif?.includes('GPS') || (await sharp(upload).metadata()).exif,
    ).toBeTruthy();
    for (const picture of Object.values(picturesOf(await convert(upload)))) {
      const { exif: kept, icc, xmp, iptc, comments, orientation } = await sharp(picture).metadata();
      expect([kept, icc, xmp, iptc, comments, orientation]).toEqual(Array(6).fill(undefined));
      expect(chunksOf(picture).filter((chunk) => !['VP8 ', 'VP8L', 'VP8X', 'ALPH'].includes(chunk))).toEqual([]);
      expect(picture.includes(canary)).toBe(false);
    }
  });

  test('that moves is its first frame', async () => {
    const frames = await Promise.all(
      [plain(40, 40), plain(40, 40, { r: 20, g: 20, b: 220 })].map((each) => each.png().toBuffer()),
    );
    const upload = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(upload).metadata()).pages).toBe(2);
    const { large } = picturesOf(await convert(upload));
    expect((await sharp(large).metadata()).pages ?? 1).toBe(1);
    expect(await colourAt(large, 0.5, 0.5)).toBe('red');
  });
});

describe('a file that is something else too', () => {
  const page = `<script>alert('${canary}')</script>`;
  const ends = {
    HTML: Buffer.from(`<html>${page}</html>`),
    ZIP: zipWith(canary),
    PDF: Buffer.from(`%PDF-1.7 ${canary}`),
  };

  test.each(Object.entries(ends))('such as JPEG and %s, leaves that behind', async (_name, end) => {
    const upload = Buffer.concat([await plain(100, 100).jpeg().toBuffer(), end]);
    expectNothingOf(await convert(upload));
  });

  test('such as JPEG with a page in its comment, leaves that behind', async () => {
    const jpeg = await plain(100, 100).jpeg().toBuffer();
    const comment = Buffer.from(page);
    const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    expectNothingOf(await convert(Buffer.concat([jpeg.subarray(0, 2), marker, comment, jpeg.subarray(2)])));
  });

  test('such as GIF and JavaScript, leaves that behind or is none', async () => {
    const gif = await plain(12_079, 1).gif().toBuffer();
    // Width 0x2f2f makes all that follows a comment of JavaScript.
    const program = Buffer.concat([gif, Buffer.from(`*/=1;alert('${canary}')`)]);
    expect(program.subarray(0, 8).toString('latin1')).toBe('GIF89a//');
    expectNothingOf(await convert(program));
    expect(await convert(Buffer.from(`GIF89a/*${page}*/=1;`))).toEqual({ outcome: 'unreadable' });
  });

  test('such as PNG with a text chunk, leaves that behind', async () => {
    const png = await plain(100, 100).png().toBuffer();
    const upload = Buffer.concat([
      png.subarray(0, 33),
      chunk('tEXt', Buffer.from(`Comment\0${page}`)),
      png.subarray(33),
    ]);
    expectNothingOf(await convert(upload));
  });

  function expectNothingOf(conversion: Conversion) {
    const kept = Buffer.concat(Object.values(picturesOf(conversion)));
    for (const trace of [canary, 'script', 'alert', 'PK\x03\x04', '%PDF']) expect(kept.includes(trace)).toBe(false);
  }
});

describe('no picture', () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>`;
  test.each([
    ['SVG', Buffer.from(svg)],
    ['SVG after an XML head', Buffer.from(`<?xml version="1.0"?>\n${svg}`)],
    ['SVG that begins like a PNG', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(svg)])],
    ['SVG that begins like a GIF', Buffer.from(`GIF89a${svg}`)],
    ['compressed SVG', deflateSync(svg)],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['a page', Buffer.from('<!doctype html><p>')],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['nothing', Buffer.alloc(0)],
    ['noughts', Buffer.alloc(1_000)],
  ])('is %s', async (_name, bytes) => {
    expect(await convert(bytes)).toEqual({ outcome: 'unreadable' });
  });

  test('is TIFF, which would be one', async () => {
    expect(await convert(await plain(10, 10).tiff().toBuffer())).toEqual({ outcome: 'unreadable' });
  });

  test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('is half a %s', async (format) => {
    const noise = sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: red,
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    });
    const whole = await noise.toFormat(format).toBuffer();
    for (const part of [0.1, 0.5, 0.9]) {
      expect(await convert(whole.subarray(0, Math.floor(whole.length * part)))).toEqual({ outcome: 'unreadable' });
    }
  });
});

describe('too many pixels', () => {
  test.each([
    ['a PNG of 20,000 × 20,000 in 50 KB', () => pngOf(20_000, 20_000)],
    ['a PNG that only says so', () => Buffer.concat([pngHead(900_000, 900_000), chunk('IDAT', deflateSync(''))])],
    ['a WebP of 16,383 × 16,383', () => webpHead(16_383, 16_383)],
    ['a GIF of 16,000 × 16,000', () => gifHead(16_000, 16_000)],
    ['a JPEG of 65,500 × 65,500', () => jpegHead(65_500)],
  ])('are in %s, which is not decoded', async (_name, make) => {
    const bomb = await make();
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage.rss();
    expect(await convert(bomb)).toEqual({ outcome: 'too many pixels' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
  });

  test('are what the setting says, to the pixel', async () => {
    const small = createConverter({ ...limits, maximumPixels: 10_000 });
    const outcome = async (width: number) => (await small.convert(() => plain(width, 100).png().toBuffer())).outcome;
    expect([await outcome(100), await outcome(101)]).toEqual(['converted', 'too many pixels']);
  });
});

describe('pictures that come together', () => {
  test('are converted a few at once; some wait, more are refused', async () => {
    const gate = Promise.withResolvers<void>();
    const picture = await plain(10, 10).png().toBuffer();
    let [reading, most] = [0, 0];
    const read = async () => {
      reading += 1;
      most = Math.max(most, reading);
      await gate.promise;
      reading -= 1;
      return picture;
    };
    const narrow = createConverter({ ...limits, atOnce: 2 });
    const all = Array.from({ length: 30 }, () => narrow.convert(read));
    const crowded = await Promise.all(all.slice(22));
    expect(crowded.map(({ outcome }) => outcome)).toEqual(Array(8).fill('crowded'));
    gate.resolve();
    expect((await Promise.all(all.slice(0, 22))).map(({ outcome }) => outcome)).toEqual(Array(22).fill('converted'));
    expect(most).toBe(2);
    expect(await narrow.convert(read)).toMatchObject({ outcome: 'converted' });
  });

  test('do not wait for one that could not be read', async () => {
    const single = createConverter({ ...limits, atOnce: 1 });
    const broken = single.convert(() => Promise.reject(new Error('The store is away.')));
    const next = single.convert(() => plain(10, 10).png().toBuffer());
    await expect(broken).rejects.toThrow('The store is away.');
    expect(await next).toMatchObject({ outcome: 'converted' });
  });
});

function chunksOf(webp: Buffer): string[] {
  const chunks: string[] = [];
  for (let at = 12; at < webp.length; ) {
    chunks.push(webp.toString('latin1', at, at + 4));
    at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2);
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

/** A whole PNG of one colour, one bit a pixel. */
function pngOf(width: number, height: number): Buffer {
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([pngHead(width, height), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function pngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head)]);
}

/** Lossless WebP that ends after its size. */
function webpHead(width: number, height: number): Buffer {
  const data = Buffer.alloc(64);
  data[0] = 0x2f;
  data.writeUInt32LE((width - 1) | ((height - 1) << 14), 1);
  const riff = Buffer.alloc(20);
  riff.write('RIFF', 0, 'latin1');
  riff.writeUInt32LE(12 + data.length, 4);
  riff.write('WEBPVP8L', 8, 'latin1');
  riff.writeUInt32LE(data.length, 16);
  return Buffer.concat([riff, data]);
}

/** A frame that ends after some of its pixels. */
async function gifHead(width: number, height: number): Promise<Buffer> {
  const gif = await plain(4, 4).gif().toBuffer();
  const frame = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 4, 0]));
  for (const at of [6, frame + 5]) {
    gif.writeUInt16LE(width, at);
    gif.writeUInt16LE(height, at + 2);
  }
  return gif;
}

async function jpegHead(edge: number): Promise<Buffer> {
  const jpeg = await plain(16, 16).jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(edge, frame + 5);
  jpeg.writeUInt16BE(edge, frame + 7);
  return jpeg;
}

function zipWith(text: string): Buffer {
  const [name, data] = [Buffer.from('a.html'), Buffer.from(text)];
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(crc32(data), 14);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, name, data]);
}
