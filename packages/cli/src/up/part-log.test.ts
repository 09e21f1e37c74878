import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPartLog } from './part-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'caravan-logs-'));
const file = join(folder, 'logs', 'part.log');
afterAll(() => rmSync(folder, { recursive: true }));

test('a log begins anew at each start and when it is full; the one before is kept beside it', () => {
  const first = openPartLog(file, 10);
  first.write(Buffer.from('first\n'));
  first.close();
  first.write(Buffer.from('too late'));
  const second = openPartLog(file, 10);
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('first\n');
  second.write(Buffer.from('second '));
  second.write(Buffer.from('second\n'));
  second.write(Buffer.from('third\n'));
  second.close();
  second.close();
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('second second\n');
  expect(readFileSync(file, 'utf8')).toBe('third\n');
});
