import { countFileRows } from './copy.ts';
import { checkFiles } from './files.ts';
import { readCompressed } from './folder.ts';
import type { Manifest } from './manifest.ts';
import { into } from './rows.ts';

/** What is wrong with the files of a backup: none is missing or changed when there is nothing. */
export async function verifyBackup(
  folder: string,
  manifest: Manifest,
  onProgress: (done: number, total: number) => void,
): Promise<string[]> {
  const problems: string[] = [];
  const tables = manifest.parts.flatMap((part) => part.tables);
  for (const [index, table] of tables.entries()) {
    const found = await attempt(problems, () => countFileRows(folder, table));
    if (found && (found.rows !== table.rows || found.digest !== table.digest))
      problems.push(`${table.file.path} holds other rows than were written.`);
    onProgress(index + 1, tables.length);
  }
  const { kafkaLog, files } = manifest;
  if (kafkaLog)
    await attempt(problems, () =>
      readCompressed(
        folder,
        kafkaLog.file,
        into(() => {}),
      ),
    );
  if ('list' in files) {
    const damaged = await attempt(problems, () => checkFiles(folder, files));
    problems.push(...(damaged ?? []).map((path) => `files/${path} is missing or damaged.`));
  }
  return problems;
}

/** Files that cannot be read are problems like those that read otherwise. */
async function attempt<Value>(problems: string[], work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    problems.push((error as Error).message);
    return null;
  }
}
