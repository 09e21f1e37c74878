import { expect, test } from 'vitest';
import { openDropLog } from './drop-log.ts';
import { memoryStore } from './memory-store.ts';

const entry = (key: string, tags: string[] = [], text = key, lifeMs = 60_000) => ({
  key,
  kept: { text, storedAt: Date.now(), expiresAt: Date.now() + lifeMs },
  tags,
});
const texts = async (store: ReturnType<typeof memoryStore>, ...keys: string[]) =>
  (await store.read(keys)).map((kept) => kept?.text);

test('what is written is found until one of its tags is dropped', async () => {
  const store = memoryStore(1_000_000);
  await store.write([entry('one', ['A 1', 'B 1']), entry('two', ['A 2']), entry('three')]);
  expect(await texts(store, 'one', 'two', 'three', 'four')).toEqual(['one', 'two', 'three', undefined]);
  await store.drop(['B 1', 'C']);
  expect(await texts(store, 'one', 'two', 'three')).toEqual([undefined, 'two', 'three']);
  store.dropAll();
  expect(await texts(store, 'two', 'three')).toEqual([undefined, undefined]);
});

test('an entry that is written anew has its new tags only', async () => {
  const store = memoryStore(1_000_000);
  await store.write([entry('one', ['old', 'both'])]);
  await store.write([entry('one', ['new', 'both'], 'newer')]);
  await store.drop(['old']);
  expect(await texts(store, 'one')).toEqual(['newer']);
  await store.drop(['both']);
  expect(await texts(store, 'one')).toEqual([undefined]);
});

test('what has expired is not kept', async () => {
  const store = memoryStore(1_000_000);
  await store.write([entry('one', [], 'one', 0), entry('two', [], 'two', -5)]);
  expect(await texts(store, 'one', 'two')).toEqual([undefined, undefined]);
});

test('the least recently used goes first when the memory is full, and what is larger than all of it is not kept', async () => {
  const store = memoryStore(10_000);
  const large = 'x'.repeat(2_000);
  await store.write([entry('one', ['tag'], large), entry('two', ['tag'], large)]);
  await store.read(['one']);
  await store.write([entry('three', ['tag'], large), entry('huge', [], 'x'.repeat(6_000))]);
  expect((await texts(store, 'one', 'two', 'three', 'huge')).map((text) => text !== undefined)).toEqual([
    true,
    false,
    true,
    false,
  ]);
  await store.drop(['tag']);
  expect(await texts(store, 'one', 'three')).toEqual([undefined, undefined]);
});

test('the log of drops tells what was dropped since, and takes for dropped what it cannot remember', () => {
  const log = openDropLog(3);
  const before = log.now();
  log.add(['a']);
  const between = log.now();
  log.add(['b', 'c']);
  expect(log.isCurrent(['x'], before)).toBe(true);
  expect(log.isCurrent(['x', 'a'], before)).toBe(false);
  expect(log.isCurrent(['a'], between)).toBe(true);
  expect(log.isCurrent(['b'], between)).toBe(false);
  log.add(['d']);
  // `a` is forgotten: who began before it was dropped cannot be told from who did not.
  expect(log.isCurrent(['x'], before)).toBe(false);
  expect(log.isCurrent(['a'], between)).toBe(true);
  expect(log.isCurrent(['a'], log.now())).toBe(true);
  log.addAll();
  expect(log.isCurrent([], between)).toBe(false);
  expect(log.isCurrent(['a'], log.now())).toBe(true);
});
