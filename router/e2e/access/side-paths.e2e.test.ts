import { type FieldNode, getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { authorise } from '../../src/access/authorise.ts';
import { type AccessRules, readAccessRules } from '../../src/access/rules.ts';
import { type Answer, codes, modes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';
import { canary, type GuardedWorld, guardedWorld } from './guarded-subgraphs.ts';
import { sidePaths } from './side-paths.ts';

const pathsOf = ({ errors }: Answer['body']) => errors?.map(({ path }) => path?.join('.')) ?? [];

describe.each(modes)('what rules guard, %s', (mode) => {
  let world: GuardedWorld;
  let caravan: TestRouter;
  beforeAll(async () => {
    world = guardedWorld();
    caravan = await openTestRouter(mode, {}, { serving: world.subgraphs });
  });
  afterAll(() => caravan.stop());

  const ways = {
    HTTP: async (query: string, token?: string) => (await caravan.post(query, { ...(token && { token }) })).body,
    WebSocket: async (query: string, token?: string) => once(caravan.socket(token), query),
  };

  describe.each(['HTTP', 'WebSocket'] as const)('over %s', (way) => {
    const ask = (query: string, token?: string) => {
      world.resolved.length = 0;
      return ways[way](query, token);
    };

    test.each(sidePaths)('is not told by $name', async ({ query, data, paths }) => {
      const body = await ask(query);
      expect(body.data).toEqual(data);
      expect(pathsOf(body)).toEqual(paths);
      expect(new Set(codes(body))).toEqual(new Set(['UNAUTHENTICATED']));
      expect(new Set(body.errors?.map(({ message }) => message))).toEqual(new Set(['Sign in to see or do this.']));
      expect(JSON.stringify(body)).not.toContain(canary);
      expect(world.resolved).toEqual([]);
    });

    test('is told apart by scopes', async () => {
      const query = '{ item(id: "i1") { secret weight insider } }';
      const customer = await ask(query, await caravan.tokens.accessToken());
      expect(customer.data).toEqual({ item: { secret: null, weight: null, insider: canary } });
      expect(codes(customer)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
      const support = await ask(query, await caravan.tokens.accessToken({ roles: ['SUPPORT'] }));
      expect(support.data).toEqual({ item: { secret: canary, weight: null, insider: canary } });
      expect(pathsOf(support)).toEqual(['item.weight']);
      const admin = await ask(query, await caravan.tokens.accessToken({ roles: ['ADMIN'] }));
      expect(admin).toEqual({ data: { item: { secret: canary, weight: 941, insider: canary } } });
    });

    test('is told to those who may see it, by the same ways', async () => {
      const token = await caravan.tokens.accessToken({ roles: ['ADMIN'] });
      for (const { query } of sidePaths) {
        const body = await ask(query, token);
        // Nobody has policies here.
        const refused = pathsOf(body).filter((path) => !/content|strict/.test(path ?? ''));
        expect([query, refused]).toEqual([query, []]);
        expect(world.resolved.length).toBeGreaterThan(query.includes('strict') ? -1 : 0);
      }
    });

    test('does not keep a mutation from taking place that is not guarded itself', async () => {
      const body = await ask('mutation { touch(id: "i1") { secret insider } }');
      expect(body.data).toEqual({ touch: { secret: null, insider: null } });
      expect(codes(body)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
      expect(world.resolved).toEqual(['Mutation.touch']);
    });

    test('is no error where it is left out', async () => {
      const query = '{ item(id: "i1") { label secret @include(if: false) ... @skip(if: true) { insider } } }';
      expect(await ask(query)).toEqual({ data: { item: { label: 'Item i1' } } });
    });

    test.each([
      [
        '{ _entities(representations: [{ __typename: "User", id: 1 }]) { ... on User { id } } }',
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ hidden }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ item(id: 1) { invisible } }', 'GRAPHQL_VALIDATION_FAILED'],
    ])('is not reached by what clients do not see: %s', async (query, code) => {
      const body = await ask(query, await caravan.tokens.accessToken({ roles: ['ADMIN'] }));
      expect(codes(body)).toContain(code);
      expect([body.data, world.resolved]).toEqual([undefined, []]);
    });
  });

  test('stays out of the events of a subscription', async () => {
    world.resolved.length = 0;
    const query = 'subscription { itemChanged(id: "i1") { label secret carrier owner { email name } } }';
    const events = caravan.socket().iterate({ query });
    const expected = {
      label: 'Item i1',
      secret: null,
      carrier: 'Donkey Express',
      owner: { email: null, name: 'Name of u1' },
    };
    for (const _event of [1, 2]) {
      const { value } = (await events.next()) as { value: Answer['body'] };
      expect(value.data).toEqual({ itemChanged: expected });
      expect(pathsOf(value)).toEqual(['itemChanged.secret', 'itemChanged.owner.email']);
      world.changes.emit({ id: 'i1' });
    }
    expect(world.resolved).toEqual([]);
    await events.return?.();
    await vi.waitFor(() => expect(world.changes.watchers).toBe(0));
  });

  test('refuses a subscription before its subgraph hears of it', async () => {
    world.resolved.length = 0;
    for (const token of [undefined, await caravan.tokens.accessToken()]) {
      const body = await once(caravan.socket(token), 'subscription { safeChanged { label } }');
      expect(codes(body)).toEqual([token ? 'FORBIDDEN' : 'UNAUTHENTICATED']);
      expect(pathsOf(body)).toEqual(['safeChanged']);
      expect(body.data ?? null).toBeNull();
    }
    expect(world.resolved).toEqual([]);
    const support = caravan.socket(await caravan.tokens.accessToken({ roles: ['SUPPORT'] }));
    expect(await once(support, 'subscription { safeChanged { label } }')).toEqual({
      data: { safeChanged: { label: `Safe ${canary}` } },
    });
  });

  test('introspection shows guarded fields, and nothing that is inaccessible', async () => {
    const { body } = await caravan.post('{ __schema { types { name fields { name } } } }');
    const text = JSON.stringify(body.data);
    expect(text).toContain('"secret"');
    expect(text).not.toMatch(/hidden|invisible|_entities|join__|requiresScopes/);
  });
});

describe('a router that forgets', () => {
  const { subgraphs } = guardedWorld();
  const rulesOf = async () => {
    const caravan = await openTestRouter('in process', {}, { serving: subgraphs });
    const rules = readAccessRules(caravan.router.supergraphSdl);
    await caravan.stop();
    return rules;
  };
  let rules: AccessRules;
  beforeAll(async () => {
    rules = await rulesOf();
  });

  /** Ways by which something guarded is asked from a subgraph although nobody may see it. */
  const leaks = (mutant: AccessRules) => {
    const refusedBy = (which: AccessRules, query: string) => {
      const document = parse(query);
      const accessed = { document, operation: getOperationAST(document) as never };
      const { denied } = authorise(which, accessed, { isAuthenticated: false, scopes: new Set(), policies: new Set() });
      return [...denied.keys()].map((field: FieldNode) => field.loc?.start);
    };
    const parsedAlike = ({ query }: { query: string }) =>
      refusedBy(mutant, query).join() !== refusedBy(rules, query).join();
    return sidePaths.filter(parsedAlike).map(({ name }) => name);
  };

  test('nothing lets nothing through', () => {
    expect(leaks({ ...rules })).toEqual([]);
  });

  test('interfaces is caught', () => {
    const forgetful = (type: string, field: string) =>
      rules.types.get(type)?.isInterface ? [] : rules.demands(type, field);
    expect(leaks({ ...rules, demands: forgetful })).toEqual(['an interface', 'a fragment on the interface']);
  });

  test('rules on the types that fields return is caught', () => {
    const forgetful = (type: string, field: string) => rules.types.get(type)?.fields.get(field)?.rules ?? [];
    expect(leaks({ ...rules, demands: forgetful })).toEqual([
      'nothing but guarded fields',
      'a member of a union',
      'a guarded type that must not be null',
      'a guarded scalar and enum',
    ]);
  });
});
