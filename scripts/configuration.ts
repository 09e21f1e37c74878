import { readFileSync, writeFileSync } from 'node:fs';
import { settingGroups } from '@caravan/config/configuration';
import type { Setting, SettingGroup } from '@caravan/config/setting';
import { accessSettings } from '@caravan/config/settings/access';
import { cachingSettings } from '@caravan/config/settings/caching';
import { demandSettings } from '@caravan/config/settings/demand';
import { resilienceSettings } from '@caravan/config/settings/resilience';
import { workspaceFolder } from './workspace.ts';

/**
 * Writes `docs/configuration.md` from the settings themselves. With `--check` it writes nothing and fails when the page is
 * not current.
 */
const file = `${workspaceFolder}/docs/configuration.md`;

const introduction = `# Configuration

Every setting is an environment variable. This page is generated from \`packages/config/src/settings\` by
\`npm run configuration\`; \`npm run check\` compares it.

- An empty variable counts as absent. Wrong values end the start with a message that names all of them, and never a value.
- \`npm run caravan -- config\` prints every setting with its value and where that comes from; secrets are masked.
- Lists are separated by commas, flags are \`true\` or \`false\`, times end in their unit (\`_MS\`, \`_SECONDS\`).
- **Secrets** that are needed and not set are made on the first start and kept in \`<CARAVAN_DATA>/secrets.json\`; in
  production they must be set. A router over a supergraph that is not Caravan's needs none of them.
- \`caravan router --supergraph … --config <file>\` takes the same names from a file of \`NAME=value\` lines; the environment
  comes first, and names that are no settings are refused. See [the router](router.md).
`;

const page = [introduction, ...sections().map(([title, group]) => section(title, group))].join('\n');
const isCurrent = readFileSync(file, { encoding: 'utf8', flag: 'a+' }) === page;
const checking = process.argv.includes('--check');
if (!isCurrent && checking)
  console.error('docs/configuration.md is not current: run `pnpm configuration` and commit it.');
else if (!isCurrent) writeFileSync(file, page);
process.exit(!isCurrent && checking ? 1 : 0);

/** The groups; the router's are many and come in parts. */
function sections(): [title: string, group: SettingGroup][] {
  const { platform, router, ...others } = settingGroups;
  const parts: [string, SettingGroup][] = [
    ['Router: who may ask for what', accessSettings],
    ['Router: cost, rates and persisted operations', demandSettings],
    ['Router: resilience', resilienceSettings],
    ['Router: caching', cachingSettings],
  ];
  const inParts = new Set(parts.flatMap(([, part]) => Object.keys(part)));
  const rest = Object.fromEntries(Object.entries<Setting>(router).filter(([key]) => !inParts.has(key)));
  return [
    ['Platform', platform],
    ['Router', rest],
    ...parts,
    ...Object.entries<SettingGroup>(others).map(([name, group]): [string, SettingGroup] => [capitalised(name), group]),
  ];
}

function section(title: string, group: SettingGroup): string {
  const rows = Object.values(group).map(row);
  return [`## ${title}`, '', '| variable | default | what it is |', '|---|---|---|', ...rows, ''].join('\n');
}

function row(entry: Setting): string {
  const { variable, description, secret, parts } = entry;
  const words = wordsOf(entry);
  const about = [
    description.replaceAll('|', '\\|'),
    ...(words.length > 0 ? [`One of ${words.map((word) => `\`${word}\``).join(', ')}.`] : []),
    ...(secret ? ['**Secret.**'] : []),
    ...(parts ? [`Of ${parts.join(' and ')} alone.`] : []),
  ];
  return `| \`${variable}\` | ${defaultOf(entry)} | ${about.join(' ')} |`;
}

/** The words that may be given, where there is a choice of other than true and false. */
function wordsOf({ schema }: Setting): string[] {
  const { enum: words = [] } = schema.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  return words.map(String).filter((word, _index, all) => all.length > 2 || !['true', 'false'].includes(word));
}

function defaultOf({ schema }: Setting): string {
  const { success, data } = schema.safeParse(undefined);
  if (!success) return 'generated';
  const text = [data ?? []].flat().map(String).join(',');
  return text === '' ? '' : `\`${text}\``;
}

function capitalised(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
