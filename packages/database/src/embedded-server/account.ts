import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
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
 * below /root), a new one in `/var/lib` that `folder` becomes a link to.
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
  if (existsSync(wanted)) {
    throw new Error(`The embedded Postgres runs as "nobody", who cannot enter ${wanted}. Choose another CARAVAN_DATA.`);
  }
  removeOrphans();
  const place = mkdtempSync(join(elsewhere, prefix));
  symlinkSync(place, wanted);
  writeFileSync(join(place, 'origin'), wanted);
  return place;
}

const elsewhere = '/var/lib';
const prefix = 'caravan-postgres-';

/** Removing a temporary folder removes its link only; what it led to is removed when the next one is made. */
function removeOrphans() {
  mkdirSync(elsewhere, { recursive: true });
  for (const name of readdirSync(elsewhere).filter((entry) => entry.startsWith(prefix))) {
    const place = join(elsewhere, name);
    const origin = join(place, 'origin');
    if (!existsSync(origin)) continue;
    const link = readFileSync(origin, 'utf8');
    // Only temporary ones: another folder may be away for a while, such as a disk that is not mounted.
    if (link.startsWith(join(tmpdir(), '/')) && !existsSync(link)) rmSync(place, { recursive: true, force: true });
  }
}

function othersMayEnter(folder: string): boolean {
  const enter = 0o001;
  return (statSync(folder).mode & enter) !== 0 && (dirname(folder) === folder || othersMayEnter(dirname(folder)));
}
