import { mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Whom Postgres runs as: another user when we are root, which Postgres refuses to be. Empty: ourselves. */
export type Account = { uid?: number; gid?: number };

export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((row) => row.split(':'))
    .find(([name]) => name === 'nobody');
  if (!line)
    throw new Error('The embedded Postgres refuses to run as root, and there is no user "nobody" to run it as.');
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

/**
 * The folder to really use for `folder`: itself, or, where the server's account cannot get there (a checkout
 * below /root), a new one in /var/lib that `folder` becomes a link to.
 */
export function reachableFolder(folder: string, account: Account): string {
  const wanted = resolve(folder);
  mkdirSync(dirname(wanted), { recursive: true });
  const real = statSync(wanted, { throwIfNoEntry: false })
    ? realpathSync(wanted)
    : join(realpathSync(dirname(wanted)), wanted.slice(dirname(wanted).length + 1));
  if (account.uid === undefined || othersMayEnter(dirname(real))) {
    mkdirSync(real, { recursive: true });
    return real;
  }
  mkdirSync('/var/lib', { recursive: true });
  const elsewhere = mkdtempSync('/var/lib/caravan-postgres-');
  symlinkSync(elsewhere, wanted);
  return elsewhere;
}

function othersMayEnter(folder: string): boolean {
  const enter = 0o001;
  return (statSync(folder).mode & enter) !== 0 && (dirname(folder) === folder || othersMayEnter(dirname(folder)));
}
