import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reachableFolder, serverAccount } from './account.ts';

const folder = (mode: number) => {
  const made = mkdtempSync(join(realpathSync(tmpdir()), 'caravan-account-'));
  chmodSync(made, mode);
  return made;
};
const nobody = { uid: 65_534, gid: 65_534 };

describe('the folder of the embedded Postgres', () => {
  test('is the one asked for where the server can get there', () => {
    const wanted = join(folder(0o755), 'postgres');
    expect(reachableFolder(wanted, nobody)).toBe(wanted);
    expect(existsSync(wanted)).toBe(true);
    expect(reachableFolder(wanted, nobody)).toBe(wanted);
  });

  test('may be anywhere when the server runs as ourselves', () => {
    const wanted = join(folder(0o700), 'postgres');
    expect(reachableFolder(wanted, {})).toBe(wanted);
  });

  test('is followed where it is a link', () => {
    const [place, parent] = [folder(0o755), folder(0o755)];
    symlinkSync(place, join(parent, 'postgres'));
    expect(reachableFolder(join(parent, 'postgres'), nobody)).toBe(place);
  });

  test('that exists where the server cannot get is refused', () => {
    const parent = folder(0o700);
    mkdirSync(join(parent, 'postgres'));
    expect(() => reachableFolder(join(parent, 'postgres'), nobody)).toThrow('Choose another CARAVAN_DATA');
  });

  test.runIf(process.getuid?.() === 0)('lies elsewhere, behind a link, where the server cannot get', () => {
    const wanted = join(folder(0o700), 'postgres');
    const place = reachableFolder(wanted, nobody);
    expect(readlinkSync(wanted)).toBe(place);
    expect(readFileSync(join(place, 'origin'), 'utf8')).toBe(wanted);
    // Once its link is gone, the next one made clears it away.
    rmSync(wanted);
    const next = reachableFolder(wanted, nobody);
    expect(existsSync(place)).toBe(false);
    rmSync(next, { recursive: true });
  });
});

test('the server runs as somebody else exactly when we are root', () => {
  expect(serverAccount().uid === undefined).toBe(process.getuid?.() !== 0);
});
