import { describe, expect, test } from 'vitest';
import { createPager } from './pages.ts';

const pager = createPager('a-secret-of-at-least-32-characters!');
const keysOf = (node: { id: string }) => [node.id];
const rows = (...ids: string[]) => ids.map((id) => ({ id }));

describe('a page', () => {
  test('has a next page when one more row was found', () => {
    const request = pager.request('things', { first: 2 });
    const page = pager.connection('things', request, rows('c', 'b', 'a'), keysOf);
    expect(page.edges.map(({ node }) => node.id)).toEqual(['c', 'b']);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(pager.request('things', { after: page.pageInfo.endCursor }).keys).toEqual(['b']);
  });

  test('walked backward keeps the order of the list', () => {
    const request = pager.request('things', { last: 2, before: cursorOf('a') });
    const page = pager.connection('things', request, rows('b', 'c', 'd'), keysOf);
    expect(page.edges.map(({ node }) => node.id)).toEqual(['c', 'b']);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  test('can be empty', () => {
    const page = pager.connection('things', pager.request('things', {}), [], keysOf);
    expect(page.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });

  test.each([
    ['no entries', { first: 0 }],
    ['too many entries', { first: 101 }],
    ['both directions', { first: 1, last: 1 }],
    ['a cursor of another list', { after: cursorOf('a', 'others') }],
    ['a cursor of another secret', { after: cursorOf('a', 'things', 'another-secret-of-32-characters!!!!') }],
    ['a changed cursor', { after: `A${cursorOf('a').slice(1)}` }],
    ['garbage', { after: 'garbage' }],
  ])('refuses %s', (_name, page) => {
    expect(() => pager.request('things', page)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

function cursorOf(id: string, list = 'things', secret = 'a-secret-of-at-least-32-characters!'): string {
  const other = createPager(secret);
  const [edge] = other.connection(list, other.request(list, {}), rows(id), keysOf).edges;
  return edge?.cursor ?? '';
}
