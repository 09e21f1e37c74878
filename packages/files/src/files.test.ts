import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { fileStoreContract } from './testing/file-store-contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caravan-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (options: { secret: string; now(): Date }) =>
  openFileStore({ folder, baseUrl: 'http://127.0.0.1:4000', maximumBytes: 1_000, ...options });

fileStoreContract({ open, leftovers: async () => readdirSync(join(folder, 'incoming')) });

describe('a folder', () => {
  test('loses uploads that a crash cut off, once they are old', () => {
    const now = () => new Date('2026-11-21T10:00:00Z');
    open({ secret: 'secret', now });
    const old = join(folder, 'incoming', 'old');
    const fresh = join(folder, 'incoming', 'fresh');
    for (const path of [old, fresh]) writeFileSync(path, 'half');
    utimesSync(fresh, now(), now());
    utimesSync(old, now(), new Date('2026-11-20T09:00:00Z'));
    open({ secret: 'secret', now });
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});
