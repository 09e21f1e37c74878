import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isPostmasterOf, isRunning } from './owner.ts';

/** The id of a process that has ended. */
const ended = () => spawnSync('true').pid;

describe('a process', () => {
  test('runs, or has ended', () => {
    expect(isRunning(process.pid)).toBe(true);
    expect(isRunning(ended())).toBe(false);
  });

  test('is the server of a folder only when it was started with it', () => {
    expect(isPostmasterOf(process.pid, '/a/folder/that/nobody/serves')).toBe(false);
    expect(isPostmasterOf(ended(), '/a/folder')).toBe(false);
    expect(isPostmasterOf(process.pid, process.execPath)).toBe(true);
  });
});
