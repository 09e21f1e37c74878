import type { Command } from 'commander';
import { exitCodes } from './command-error.ts';

/** By the exit code: Commander's own is the same as for work that failed. Help that was asked for is no fault. */
export function tellWrongUsage(command: Command): void {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : exitCodes.usage));
  command.commands.forEach(tellWrongUsage);
}
