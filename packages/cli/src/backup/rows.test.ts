import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { into, meterRows, through } from './rows.ts';

const row = fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\n', ' '));

test('neither the order of rows nor where chunks are cut changes the digest', () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(fc.nat(200)), fc.infiniteStream(fc.nat()), (rows, cuts, order) => {
      const shuffled = rows
        .map((each) => ({ each, key: order.next().value as number }))
        .sort((left, right) => left.key - right.key)
        .map(({ each }) => each);
      expect(metered(shuffled, cuts)).toEqual(metered(rows, []));
    }),
  );
});

test('another row, a missing one and one that is there twice change it', () => {
  const counted = metered(['a\t1', 'b\t2'], []);
  for (const other of [['a\t1', 'b\t3'], ['a\t1'], ['a\t1', 'b\t2', 'b\t2'], ['a\t1b\t2'], ['a', '1', 'b', '2']])
    expect(metered(other, []).digest).not.toBe(counted.digest);
});

test('a table that was cut off is noticed', () => {
  const meter = meterRows();
  meter.add(Buffer.from('1\tone\n2\ttw'));
  expect(() => meter.result()).toThrow('middle of a row');
});

test('a stream fails with whoever meters it', async () => {
  const fails = () => {
    throw new Error('ended early');
  };
  await expect(pipeline(Readable.from(['a']), through(fails), new PassThrough())).rejects.toThrow('ended early');
  await expect(pipeline(Readable.from(['a']), into(fails))).rejects.toThrow('ended early');
});

function metered(rows: readonly string[], cuts: readonly number[]) {
  const text = Buffer.from(rows.map((each) => `${each}\n`).join(''));
  const meter = meterRows();
  const places = [0, ...cuts.filter((at) => at < text.length).sort((left, right) => left - right), text.length];
  for (const [index, from] of places.entries()) meter.add(text.subarray(from, places[index + 1]));
  return meter.result();
}
