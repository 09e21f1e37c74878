import { type Database, openDatabase } from '@caravan/database/database';
import { createKeyRing, type KeyRing } from '@caravan/identity/keys/key-ring';
import { type Rotated, rotateKeys, underOlderKeys } from '@caravan/identity/keys/rotate-keys.usecases';
import { Command } from 'commander';
import { isElsewhere, openDatabases } from '../platform.ts';
import { printTable } from './columns.ts';
import { CommandError, exitCodes } from './command-error.ts';
import { openProcess } from './process.ts';
import { createProgress } from './progress.ts';

export const identityCommand = new Command('identity')
  .description('Look after what identity keeps, beside a running Caravan or without one.')
  .addHelpText('after', '\nExit codes: 0 done, 2 wrong usage, 4 cannot be done as things stand, 1 anything else.');

identityCommand
  .command('rotate-keys')
  .description('Encrypt again, under the current key encryption key, all that is under older ones.')
  .option('--check', 'change nothing; tell what is under older keys, exit code 4 if anything is')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    `
To replace the key while Caravan runs:
  1. Add the new key to IDENTITY_KEY_ENCRYPTION_KEYS_OLD of every process that runs identity, and restart them.
  2. Make it IDENTITY_KEY_ENCRYPTION_KEY, move the one before to IDENTITY_KEY_ENCRYPTION_KEYS_OLD, and restart them.
  3. Run this with the same settings. Killed in between, it is simply run again.
  4. When --check finds nothing, take the old key from IDENTITY_KEY_ENCRYPTION_KEYS_OLD, and restart them.
With one process, step 1 can be left out. Codes that were mailed before step 2 stop working with it; people ask for new ones.`,
  )
  .action(({ check, json }: { check?: true; json?: true }) =>
    withIdentity((identity) => (check ? tellLeft(identity, json) : rotate(identity, json))),
  );

type Identity = { readonly database: Database; readonly keyRing: KeyRing };

async function withIdentity(work: (identity: Identity) => Promise<void>): Promise<void> {
  const { configuration } = openProcess('identity');
  if (isElsewhere(configuration, 'identity'))
    throw refused('The database of identity is not known here: run this where identity runs.');
  await using opened = new AsyncDisposableStack();
  const databases = openDatabases(configuration);
  opened.defer(() => databases.stop());
  const url = await databases.existing('identity');
  if (!url) throw refused('Identity has kept nothing yet.');
  const { statementTimeoutMs, transactionAttempts: attempts } = configuration.database;
  const database = openDatabase({ url, schema: 'identity', poolSize: 1, statementTimeoutMs, attempts });
  opened.defer(() => database.close());
  const { keyEncryptionKey, keyEncryptionKeysOld } = configuration.identity;
  await work({ database, keyRing: createKeyRing([keyEncryptionKey, ...keyEncryptionKeysOld]) });
}

async function rotate(identity: Identity, json: true | undefined): Promise<void> {
  const progress = createProgress();
  const onProgress = (name: string, done: number, total: number) => progress.show(name, done, total);
  const rotated = await rotateKeys({ ...identity, onProgress }).finally(() => progress.end());
  if (json) console.log(JSON.stringify(rotated, null, 2));
  else printRotated(rotated);
  const unreadable = rotated.flatMap((each) => each.unreadable.map((key) => `${each.name} ${key}`));
  if (unreadable.length > 0)
    throw refused(`No configured key opens ${unreadable.length} of them, so keep the old keys: ${firstOf(unreadable)}`);
  if (rotated.some(({ left }) => left > 0))
    throw refused(
      'A process seals under an older key still. Restart all of identity with the current key; run this again.',
    );
}

async function tellLeft(identity: Identity, json: true | undefined): Promise<void> {
  const counts = await underOlderKeys(identity);
  const left = counts.reduce((sum, each) => sum + each.left, 0);
  if (json) console.log(JSON.stringify(counts, null, 2));
  else
    printTable(
      ['WHAT', 'UNDER OLDER KEYS'],
      counts.map((each) => [each.name, String(each.left)]),
    );
  if (left > 0) throw refused(`${left} are under older keys: run it without --check.`);
}

function printRotated(rotated: readonly Rotated[]): void {
  printTable(
    ['WHAT', 'RENEWED', 'UNREADABLE', 'LEFT'],
    rotated.map(({ name, renewed, unreadable, left }) => [name, ...[renewed, unreadable.length, left].map(String)]),
  );
  if (rotated.every(({ unreadable, left }) => unreadable.length === 0 && left === 0))
    console.log('All is under the current key. Older ones can be taken from IDENTITY_KEY_ENCRYPTION_KEYS_OLD.');
}

function firstOf(names: readonly string[]): string {
  const more = names.length - 10;
  return `${names.slice(0, 10).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

function refused(message: string): CommandError {
  return new CommandError(message, exitCodes.refused);
}
