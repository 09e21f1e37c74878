// Runs a command on Node 26 and pnpm 10 with the workspace installed, whatever Node the machine has.
// Plain JavaScript, because the machine's own Node may be too old for TypeScript.
//
// npx brings the tools but is no parent of the command: it runs what it is given below a shell that does not pass
// signals on, so a SIGTERM to `npm start` would never arrive. For the same reason the scripts of package.json `exec` this.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = ['node@26.10.0', 'pnpm@10.34.9'];
const here = fileURLToPath(import.meta.url);
const workspace = dirname(dirname(here));
/** Where npx put the tools, so that it need not be asked at every start. */
const note = join(workspace, 'node_modules', '.cache', 'node26.json');
const [first, ...rest] = process.argv.slice(2);

if (first === '--where') console.log(folderOnPath());
else start();

function start() {
  const isHere = Number(process.versions.node.split('.')[0]) >= 26 && process.env.CARAVAN_NODE26 === 'ready';
  const folder = isHere ? null : (notedFolder() ?? bringTools());
  const environment = folder
    ? { ...process.env, CARAVAN_NODE26: 'ready', PATH: [folder, process.env.PATH].join(delimiter) }
    : process.env;
  if (install('silent', environment).status !== 0) {
    // The second time it says what is wrong, such as a lockfile that does not fit.
    const again = install('append-only', environment);
    if (again.status !== 0) fail(again);
  }
  if (folder) writeNote(folder);
  run(environment);
}

function install(reporter, environment) {
  return spawnSync('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', `--reporter=${reporter}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  });
}

function run(environment) {
  const child = spawn(first, rest, { stdio: 'inherit', env: environment });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail({ error }));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function fail({ error, status }) {
  if (error) console.error(`Could not run: ${error.message}`);
  process.exit(status || 1);
}

function bringTools() {
  const packages = tools.flatMap((tool) => ['-p', tool]);
  const npx = spawnSync('npx', ['-y', ...packages, '--', 'node', here, '--where'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (npx.status !== 0) fail(npx);
  return npx.stdout.trim();
}

/** The folder that npx put in front of the path: the first with both tools. */
function folderOnPath() {
  return (process.env.PATH ?? '').split(delimiter).find(hasTools);
}

function hasTools(folder) {
  return existsSync(join(folder, 'node')) && existsSync(join(folder, 'pnpm'));
}

function notedFolder() {
  try {
    const noted = JSON.parse(readFileSync(note, 'utf8'));
    return noted.tools.join() === tools.join() && hasTools(noted.folder) ? noted.folder : null;
  } catch {
    // There is none yet, or not a whole one.
    return null;
  }
}

/** After the installation: pnpm takes a folder of modules that it did not make for a broken one. */
function writeNote(folder) {
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify({ tools, folder }));
}
