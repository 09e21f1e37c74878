import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { subgraphs } from '@caravan/cli/subgraphs';
import { parseConfiguration } from '@caravan/config/configuration';
import { generatedSecrets } from '@caravan/config/environment';
import { contractSdl } from '@caravan/router/access/contract';
import { subgraphSdl } from '@caravan/subgraph/schema';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { asyncApiFile, asyncApiText } from './events/asyncapi.ts';
import { baselineFile, compareWithBaseline, readBaseline } from './events/baseline.ts';
import { eventsPage, pageFile } from './events/page.ts';
import { readRoles } from './events/roles.ts';
import { workspaceFolder } from './workspace.ts';

/**
 * Composes the subgraphs and writes what is published: `schema/supergraph.graphql`, `schema/api.graphql` and the
 * partners' part of it, `schema/partner.graphql`; and of the events their AsyncAPI document, what was ever promised of
 * them, and their page in the docs. With `--check` it writes nothing and fails when they are not current. Composition
 * hints fail too, but for those that are a consequence of how Caravan shares types.
 */
const acceptedHints = new Set([
  // The shared file is added to every subgraph, and not every subgraph uses all of it.
  'INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE',
]);

const files = { ...compose(), ...describeEvents() };
const checking = process.argv.includes('--check');
const stale = Object.entries(files).filter(
  ([file, text]) => readFileSync(`${workspaceFolder}/${file}`, { encoding: 'utf8', flag: 'a+' }) !== text,
);
for (const [file, text] of stale) {
  if (checking) console.error(`${file} is not current: run \`pnpm schema\` and commit it.`);
  else writeFileSync(`${workspaceFolder}/${file}`, text);
}
process.exit(checking && stale.length > 0 ? 1 : 0);

function compose(): Record<string, string> {
  const configuration = defaultConfiguration();
  const services = subgraphs.map((definition) => ({
    name: definition.name,
    url: `http://${definition.name}.invalid/graphql`,
    typeDefs: parse(subgraphSdl(definition, configuration)),
  }));
  const { supergraphSdl, errors, hints } = composeServices(services);
  const refused = (hints ?? []).filter(({ definition }) => !acceptedHints.has(definition.code));
  const problems = [...(errors ?? []).map(({ message }) => message), ...refused.map((hint) => hint.toString())];
  if (problems.length > 0 || !supergraphSdl) {
    console.error(problems.join('\n'));
    process.exit(1);
  }
  const api = Supergraph.build(supergraphSdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
  return {
    'schema/supergraph.graphql': `${supergraphSdl.trim()}\n`,
    'schema/api.graphql': `${printSchema(lexicographicSortSchema(api))}\n`,
    'schema/partner.graphql': contractSdl(supergraphSdl, 'partner') ?? '',
  };
}

/** A contract that breaks a promise is never written down as one: `check-event-contracts.ts` says what to do. */
function describeEvents(): Record<string, string> {
  const { problems, next } = compareWithBaseline(readBaseline());
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exit(1);
  }
  const events = readRoles();
  return {
    [asyncApiFile]: asyncApiText(events),
    [baselineFile]: `${JSON.stringify(next, null, 2)}\n`,
    [pageFile]: eventsPage(events),
  };
}

function defaultConfiguration() {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-schema-'));
  try {
    return parseConfiguration(generatedSecrets({ CARAVAN_DATA: folder }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
