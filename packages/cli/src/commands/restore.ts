import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { type RestoreReport, restore } from '../backup/restore.ts';
import { openProcess } from './process.ts';
import { createProgress } from './progress.ts';

type Options = { replace?: boolean; yes?: boolean; json?: boolean };

export const restoreCommand = new Command('restore')
  .description(
    'Bring all databases, the event log and the files to the state of a backup, and compare every row with it. No process of Caravan may run.',
  )
  .argument('<folder>', 'what caravan backup has written')
  .option('--replace', 'forget what there is now; asks first')
  .option('--yes', 'do not ask')
  .option('--json', 'print the report as JSON')
  .action(async (folder: string, options: Options) => {
    const { configuration, logger } = openProcess('restore');
    const progress = createProgress();
    try {
      const report = await restore({
        configuration,
        folder,
        mayReplace: async (parts) => {
          progress.end();
          return Boolean(options.replace) && (Boolean(options.yes) || (await confirmed(parts)));
        },
        logger,
        onProgress: progress.show,
      });
      progress.end();
      console.log(options.json ? JSON.stringify(report, null, 2) : describe(report));
      process.exitCode = report.ok ? 0 : 1;
    } finally {
      progress.end();
    }
  });

async function confirmed(parts: readonly string[]): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('There is no terminal to ask at: pass --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test(await terminal.question(`Forget everything in ${parts.join(', ')}? [y/N] `));
  } finally {
    terminal.close();
  }
}

/** What is lost when a secret is another one than it was. */
const uses: Readonly<Record<string, string>> = {
  SEALING_KEY: 'addresses and names in orders and events cannot be read',
  IDENTITY_KEY_ENCRYPTION_KEY:
    'nobody can sign in, and national ids cannot be read, unless IDENTITY_KEY_ENCRYPTION_KEYS_OLD has the one of the backup',
  CALLER_SECRET: 'nothing, when all processes have the new one',
  CURSOR_SECRET: 'pages that people are in the middle of begin anew',
  FILE_SECRET: 'links to files that were given out are void',
};

function describe(report: RestoreReport): string {
  return [
    `Restored to ${report.takenAt} (Caravan ${report.caravan}) in ${report.seconds.toFixed(1)} s.`,
    `  ${report.tables} tables, ${report.rows} rows: each as in the backup`,
    ...(report.events > 0 ? [`  ${report.events} events were put into the log`] : []),
    report.files === null ? '  Files were not in the backup.' : `  ${report.files} files`,
    ...report.checks.map(({ name, ok, found }) => `  ${ok ? 'ok  ' : 'FAIL'} ${name}: ${found}`),
    ...report.differingSecrets.map(
      (variable) =>
        `  DIFFERS ${variable} is not the one of the backup: ${uses[variable] ?? 'what it protects is void'}`,
    ),
    report.ok
      ? 'Start Caravan to go on from there.'
      : 'All rows are as in the backup, but they do not agree with each other: they did not when it was made.',
  ].join('\n');
}
