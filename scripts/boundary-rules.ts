// Who may import whom (docs: shared design architecture.md and conventions.md, section 2).
import type { ICruiseOptions, IFlattenedRuleSet } from 'dependency-cruiser';

type Rules = NonNullable<IFlattenedRuleSet['forbidden']>;

const tests = '\\.test\\.ts$|/(test|testing|e2e)/';
const domain = '\\.domain\\.ts$';

/** Packages of ours that each package may import; cli and testkit may import anything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contracts: ['core'],
  config: ['core'],
  database: ['core', 'config'],
  files: ['core', 'config'],
  events: ['core', 'contracts', 'database', 'config'],
  jobs: ['core', 'database', 'config'],
  telemetry: ['core', 'config'],
  subgraph: ['core', 'contracts', 'config', 'database', 'events', 'jobs', 'files', 'telemetry'],
  'sandbox-provider': ['core', 'config', 'database', 'telemetry'],
};

const packageRules: Rules = Object.entries(allowed).map(([name, may]) => ({
  name: `${name}-imports`,
  comment: `packages/${name} may import ${may.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src`, pathNot: tests },
  to: { path: '^(packages|subgraphs|router)/', pathNot: [name, ...may].map((each) => `^packages/${each}/`) },
}));

export const forbidden: Rules = [
  ...packageRules,
  {
    name: 'subgraphs-apart',
    comment: 'Subgraphs meet in the supergraph and through events only.',
    severity: 'error',
    from: { path: '^subgraphs/([^/]+)/' },
    to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
  },
  {
    name: 'subgraphs-without-router',
    severity: 'error',
    from: { path: '^subgraphs/', pathNot: tests },
    to: { path: '^(router|packages/(cli|testkit|sandbox-provider))/' },
  },
  {
    name: 'router-without-subgraphs',
    severity: 'error',
    from: { path: '^router/', pathNot: tests },
    to: { path: '^(subgraphs|packages/(cli|testkit|database|jobs|sandbox-provider))/' },
  },
  {
    name: 'bench-apart',
    comment: 'The benchmark measures; nothing is built on it.',
    severity: 'error',
    from: { path: '^(packages|subgraphs|router)/' },
    to: { path: '^bench/' },
  },
  {
    name: 'pure-domain',
    comment: 'Domain rules run without Postgres, Kafka, GraphQL, clock or randomness.',
    severity: 'error',
    from: { path: domain },
    to: { pathNot: [domain, '^packages/(core|contracts)/', '^node_modules/.*/(zod|fast-check)/'] },
  },
  {
    name: 'thin-resolvers',
    severity: 'error',
    from: { path: '\\.resolvers\\.ts$' },
    to: { path: ['\\.store\\.ts$', '\\.tables\\.ts$', 'node_modules/drizzle-orm'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'usecases-without-graphql',
    severity: 'error',
    from: { path: '\\.usecases\\.ts$|/usecases/' },
    to: { path: 'node_modules/graphql/' },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-unresolved',
    severity: 'error',
    from: { pathNot: '/generated/' },
    to: { couldNotResolve: true, pathNot: '^node:' },
  },
];

export const options: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  exclude: { path: ['/generated/', '/migrations/'] },
  parser: 'tsc',
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    extensions: ['.ts', '.mjs', '.js'],
  },
};
