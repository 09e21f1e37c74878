import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { memoryOf } from './memory.ts';

test.skipIf(process.platform !== 'linux')('the memory of a process counts what it started', async () => {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)']);
  await once(child.stdout, 'data');
  const memory = memoryOf([process.pid, child.pid ?? 0, 2 ** 30]);
  const own = memory.get(process.pid) ?? 0;
  const childs = memory.get(child.pid ?? 0) ?? 0;
  child.kill('SIGKILL');
  expect(childs).toBeGreaterThan(1_000_000);
  expect(own).toBeGreaterThan(childs);
  expect(memory.get(2 ** 30), 'nobody').toBe(0);
});
