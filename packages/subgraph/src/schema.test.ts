import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { callerOf, configuration, harbour, runHarbour } from '../test/harbour.ts';
import { readSchemaFolder } from './define-subgraph.ts';
import { subgraphSdl } from './schema.ts';

const crew = harbour({
  name: 'crew',
  schema: () => `
    type Query { sailors: Int @public }
    type Ship @key(fields: "id") { id: ID! sailors: Int @authenticated @tag(name: "partner") @cost(weight: 2) }
  `,
});

function compose(...definitions: (typeof crew)[]) {
  const services = definitions.map((definition) => ({
    name: definition.name,
    url: 'http://subgraph.invalid',
    typeDefs: parse(subgraphSdl(definition, configuration)),
  }));
  return composeServices(services);
}

describe('the SDL of subgraphs', () => {
  const { errors, hints, supergraphSdl = '' } = compose(harbour(), crew);

  test('composes without errors and hints, unused shared types included', () => {
    expect([errors, hints]).toEqual([undefined, []]);
  });

  test('keeps the rules that routers read, and drops our own', () => {
    expect(supergraphSdl).toContain('@requiresScopes(scopes: [["cart:use"]])');
    expect(supergraphSdl).toMatch(/sailors: Int @join__field\(graph: CREW\) @authenticated @tag\(name: "partner"\)/);
    expect(supergraphSdl).not.toContain('@public');
  });

  test('is what the subgraph itself tells', async () => {
    const { subgraph } = runHarbour();
    const answer = await subgraph.execute({ query: '{ _service { sdl } }', caller: callerOf() });
    const service = answer.data?._service as { sdl: string } | undefined;
    const polled = composeServices([
      { name: 'harbour', url: 'http://subgraph.invalid', typeDefs: parse(service?.sdl ?? '') },
    ]);
    expect(polled.supergraphSdl).toBe(compose(harbour()).supergraphSdl);
  });

  test('is read from the files of a folder, without following links', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caravan-sdl-'));
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b', 'b.graphql'), 'type B { x: Int }');
    writeFileSync(join(folder, 'a.graphql'), 'type A { x: Int }');
    writeFileSync(join(folder, 'a.ts'), '');
    symlinkSync(folder, join(folder, 'b', 'loop'));
    expect(readSchemaFolder(pathToFileURL(folder))).toBe('type A { x: Int }\ntype B { x: Int }');
  });

  test('may depend on the configuration, and nothing of it runs on definition', () => {
    const schema = () => {
      throw new Error('ran');
    };
    const definition = harbour({ schema });
    expect(() => subgraphSdl(definition, configuration)).toThrow('ran');
  });
});
