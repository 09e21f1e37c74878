import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { tellWrongUsage } from './wrong-usage.ts';

afterEach(() => vi.restoreAllMocks());

/** Scripts tell by it whether to ask again or to be mended. */
test.each([
  ['no argument', ['events', 'pause'], 2],
  ['an option that is none', ['events', 'pause', 'payments', '--nothing'], 2],
  ['no such command', ['nothing'], 2],
  ['no such command of a command', ['events', 'nothing'], 2],
  ['no command of a command', ['events'], 2],
  ['help', ['events', '--help'], 0],
])('%s ends with its own exit code', (_what, args, exitCode) => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const pause = new Command('pause').argument('<subgraph>');
  const program = new Command('caravan').addCommand(new Command('events').addCommand(pause));
  tellWrongUsage(program);
  expect(() => program.parse(args, { from: 'user' })).toThrow('exit');
  expect(exit.mock.calls[0]).toEqual([exitCode]);
});
