import { existsSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { subgraphNames } from './scripts/workspace.ts';

/** TypeScript types of values as resolvers give and get them. */
const scalars = {
  MinorUnits: 'bigint',
  DateTime: 'Date',
  Currency: 'string',
  CountryCode: 'string',
  EmailAddress: 'string',
  PhoneNumber: 'string',
  URL: { input: 'URL', output: 'URL | string' },
  JSON: 'unknown',
  _FieldSet: 'string',
};

const federationDirectives = './scripts/federation-directives.graphql';

function subgraphTypes(name: string): CodegenConfig['generates'] {
  const mappersFile = `./subgraphs/${name}/codegen.mappers.json`;
  const mappers = existsSync(mappersFile)
    ? (JSON.parse(readFileSync(mappersFile, 'utf8')) as Record<string, string>)
    : {};
  return {
    [`./subgraphs/${name}/src/generated/graphql.ts`]: {
      schema: [federationDirectives, './packages/subgraph/shared.graphql', `./subgraphs/${name}/src/**/*.graphql`],
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: '../subgraph.ts#Context',
        mappers,
        scalars,
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        useIndexSignature: false,
        optionalResolveType: true,
        maybeValue: 'T | null | undefined',
        inputMaybeValue: 'T | null | undefined',
        avoidOptionals: { field: true, inputValue: false, object: true, defaultValue: false, resolvers: false },
        showUnusedMappers: false,
        emitLegacyCommonJSImports: false,
      },
    },
  };
}

const configuration: CodegenConfig = {
  noSilentErrors: true,
  generates: Object.assign({}, ...subgraphNames().map(subgraphTypes)),
};

export default configuration;
