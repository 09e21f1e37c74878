import { anonymous } from '@caravan/core/principal';
import { describe, expect, test } from 'vitest';
import { rightsOf, rightsOfClaims } from './rights.ts';

describe('rights', () => {
  test.each([
    ['anonymous', [], false],
    ['guest', ['cart:use'], false],
    ['user', ['cart:use', 'ledger:read'], true],
    ['router', [], false],
  ] as const)('of a principal who is %s', (kind, scopes, isAuthenticated) => {
    expect(rightsOf({ ...anonymous, kind, scopes })).toEqual({
      isAuthenticated,
      scopes: new Set(scopes),
      policies: new Set(),
    });
  });

  test.each([
    [{ scope: 'a b  c' }, ['a', 'b', 'c']],
    [{ scp: ['a', 'b:c'] }, ['a', 'b:c']],
    [{ scp: 'a b' }, ['a', 'b']],
    [{ scope: 'a', scp: ['b', 7, null, ['c']] }, ['a', 'b']],
    [{ scope: { a: true }, scp: 7 }, []],
    [{ scopes: ['a'] }, []],
  ])('of a token whose claims are %j', (claims, scopes) => {
    expect(rightsOfClaims(claims, undefined)).toEqual({
      isAuthenticated: true,
      scopes: new Set(scopes),
      policies: new Set(),
    });
  });

  test('hold policies by the claim that is configured, and no other', () => {
    const claims = { policies: ['owner'], 'https://acme.example/policies': ['guard', 'night'], duties: 'day late' };
    const policies = (claim: string | undefined) => [...rightsOfClaims(claims, claim).policies];
    expect(policies(undefined)).toEqual([]);
    expect(policies('https://acme.example/policies')).toEqual(['guard', 'night']);
    expect(policies('duties')).toEqual(['day', 'late']);
    expect(policies('constructor')).toEqual([]);
  });
});
