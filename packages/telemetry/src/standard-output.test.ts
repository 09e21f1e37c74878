import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const loggerModule = fileURLToPath(new URL('logger.ts', import.meta.url));

function run(script: string) {
  const program = `import { createLogger } from '${loggerModule}';
    const logger = createLogger({ level: 'info', name: 'test' });
    ${script}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['pipe', 'pipe', 'ignore'] });
}

test('what was logged is written when the process exits, however it does', async () => {
  for (const end of ['', 'process.exit(0);', 'throw new Error("a bug");']) {
    const child = run(`for (let line = 0; line < 1_000; line += 1) logger.info({ line }, 'one'); ${end}`);
    const lines = (await text(child.stdout)).trim().split('\n');
    expect(lines).toHaveLength(1_000);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ line: 999, msg: 'one' });
  }
});

test('lines are seen while the process goes on: at once with a warning, else soon', async () => {
  const child = run(`logger.info('first'); logger.warn('second');
    process.stdin.once('data', () => logger.info('third')); process.stdin.resume();`);
  let written = '';
  for await (const chunk of child.stdout) {
    written += String(chunk as Buffer);
    if (written.includes('third')) break;
    if (written.includes('second')) child.stdin.write('go on');
  }
  expect(written.match(/"msg":"(\w+)"/g)).toEqual(['"msg":"first"', '"msg":"second"', '"msg":"third"']);
  child.kill();
});

test('a process whose output nobody reads any more ends all the same', async () => {
  const child = run(
    `process.stdin.once('data', () => { logger.info('unread'); process.exit(0); }); process.stdin.resume();`,
  );
  child.stdout.destroy();
  await once(child.stdout, 'close');
  child.stdin.write('go on');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
