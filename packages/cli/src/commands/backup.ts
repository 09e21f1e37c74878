import { Command } from 'commander';
import { backUp } from '../backup/backup.ts';
import { type Manifest, readManifest } from '../backup/manifest.ts';
import { verifyBackup } from '../backup/verify.ts';
import { openProcess } from './process.ts';
import { createProgress } from './progress.ts';

type Options = { verify?: boolean; files: boolean; json?: boolean };

export const backupCommand = new Command('backup')
  .description(
    'Write all databases, the event log and the files into a new folder, as of one instant; Caravan may run meanwhile. ' +
      'Secrets are not in it: keep them elsewhere.',
  )
  .argument('<folder>', 'comes to be when the backup is whole')
  .option('--without-files', 'leave out the files of CARAVAN_DATA')
  .option('--verify', 'check the files of a backup instead of making one')
  .option('--json', 'print the report as JSON')
  .action((folder: string, options: Options & { withoutFiles?: boolean }) =>
    options.verify ? verify(folder, options) : make(folder, options),
  );

async function make(folder: string, { withoutFiles, json }: { withoutFiles?: boolean; json?: boolean }): Promise<void> {
  const { configuration, logger } = openProcess('backup');
  const progress = createProgress();
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => ending.abort(new Error('The backup was ended; nothing of it is left.')));
  const began = performance.now();
  try {
    const manifest = await backUp({
      configuration,
      folder,
      withFiles: !withoutFiles,
      logger,
      onProgress: progress.show,
      signal: ending.signal,
    });
    progress.end();
    const seconds = Math.round(performance.now() - began) / 1_000;
    console.log(
      json
        ? JSON.stringify({ ok: true, folder, seconds, ...summaryOf(manifest) }, null, 2)
        : describe(manifest, folder, seconds),
    );
  } finally {
    progress.end();
  }
}

async function verify(folder: string, { json }: Options): Promise<void> {
  const progress = createProgress();
  const manifest = await readManifest(folder);
  const problems = await verifyBackup(folder, manifest, (done, total) => progress.show('Checking files', done, total));
  progress.end();
  const ok = problems.length === 0;
  if (json) console.log(JSON.stringify({ ok, folder, problems, ...summaryOf(manifest) }, null, 2));
  else console.log(ok ? `The backup of ${manifest.takenAt} is whole.` : problems.join('\n'));
  process.exitCode = ok ? 0 : 1;
}

function summaryOf(manifest: Manifest) {
  const tables = manifest.parts.flatMap((part) => part.tables);
  const { caravan, takenAt, pause, kafkaLog, files } = manifest;
  return {
    caravan,
    takenAt,
    pause,
    parts: manifest.parts.map(({ name }) => name),
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    bytes: tables.reduce((sum, { file }) => sum + file.bytes, kafkaLog?.file.bytes ?? 0),
    eventsOfKafka: kafkaLog?.events ?? null,
    files: 'count' in files ? { count: files.count, bytes: files.bytes } : files,
  };
}

function describe(manifest: Manifest, folder: string, seconds: number): string {
  const { takenAt, pause, parts, tables, rows, bytes, eventsOfKafka, files } = summaryOf(manifest);
  const megabytes = (size: number) => `${(size / 1_000_000).toFixed(1)} MB`;
  return [
    `${folder} is the state of ${takenAt}, written in ${seconds.toFixed(1)} s.`,
    `  ${parts.join(', ')}: ${tables} tables, ${rows} rows, ${megabytes(bytes)} compressed`,
    ...(eventsOfKafka === null ? [] : [`  ${eventsOfKafka} events of Kafka`]),
    'count' in files
      ? `  ${files.count} files, ${megabytes(files.bytes)}`
      : `  Files are not included: ${files.leftOut}.`,
    `  Publishing and consuming stood still for ${pause.longestMs} ms at most (${pause.attempts} attempts).`,
    '  It holds personal data, and none of the secrets (SEALING_KEY and the others): keep these elsewhere, or it cannot be read.',
  ].join('\n');
}
