import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { seenFieldsFolder } from '@caravan/testkit/field-coverage';
import { buildSchema, isObjectType } from 'graphql';
import { workspaceFolder } from './workspace.ts';

/**
 * Lists the fields of the published schema that no test ever saw with a real value, after a whole test run.
 * Fails on a field that is neither seen nor excused in `schema/unseen-fields.json` (field → why), and on an
 * excuse that is no longer needed.
 */
const schema = buildSchema(readFileSync(`${workspaceFolder}/schema/api.graphql`, 'utf8'));
const excuses = JSON.parse(readFileSync(`${workspaceFolder}/schema/unseen-fields.json`, 'utf8')) as Record<
  string,
  string
>;
const seen = new Set(readdirSync(existsSync(seenFieldsFolder) ? seenFieldsFolder : '.').flatMap(readSeen));

const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));
const unseen = fields.filter((field) => !seen.has(field) && !(field in excuses));
const needless = Object.keys(excuses).filter((field) => seen.has(field) || !fields.includes(field));

for (const field of unseen) console.log(`never seen with a value: ${field}`);
for (const field of needless) console.log(`excused without need: ${field}`);
console.log(
  `${fields.length} fields, ${fields.length - unseen.length - Object.keys(excuses).length} seen, ${Object.keys(excuses).length} excused, ${unseen.length} unseen`,
);
process.exit(unseen.length + needless.length === 0 ? 0 : 1);

function readSeen(file: string): string[] {
  return file.endsWith('.txt') ? readFileSync(`${seenFieldsFolder}/${file}`, 'utf8').split('\n') : [];
}
