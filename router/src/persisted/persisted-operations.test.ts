import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@caravan/telemetry/logger';
import { GraphQLError } from 'graphql';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { GraphqlRequest } from '../execution/request.ts';
import { readManifest, sha256 } from './manifests.ts';
import { openPersistedOperations } from './persisted-operations.ts';

const folder = mkdtempSync(join(tmpdir(), 'caravan-safelist-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Settings = Parameters<typeof openPersistedOperations>[0]['settings'];
const settings: Settings = {
  persistedQueries: true,
  persistedQueryBytes: 100_000,
  safelistFiles: [],
  safelistMode: 'off',
  safelistPollMs: 0,
};
const logger = createLogger({ level: 'silent', name: 'test' });
const open = (changed: Partial<Settings> = {}, documents: string[] = []) =>
  openPersistedOperations({ settings: { ...settings, ...changed }, documents, logger });

const request = (given: Partial<GraphqlRequest>): GraphqlRequest => ({
  query: undefined,
  variables: {},
  operationName: undefined,
  extensions: {},
  documentId: undefined,
  ...given,
});
const hashed = (query: string, isSent: boolean) =>
  request({
    ...(isSent && { query }),
    extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } },
  });

type Persisted = Awaited<ReturnType<typeof open>>;
const told = (persisted: Persisted, given: GraphqlRequest) => {
  const resolved = persisted.resolve(given);
  if (resolved instanceof GraphQLError) return [resolved.message, resolved.extensions.code];
  resolved.keep();
  return resolved.query;
};
const notFound = ['PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND'];

describe('automatic persisted queries', () => {
  test('are not found until they are sent, and then are', async () => {
    const persisted = await open();
    expect(told(persisted, hashed('{ a }', false))).toEqual(notFound);
    expect(told(persisted, hashed('{ a }', true))).toBe('{ a }');
    expect(told(persisted, hashed('{ a }', false))).toBe('{ a }');
    expect(told(persisted, request({ query: '', extensions: hashed('{ a }', false).extensions }))).toBe('{ a }');
    expect(told(persisted, request({ documentId: `sha256:${sha256('{ a }')}` }))).toBe('{ a }');
  });

  test('are kept only when they were found good', async () => {
    const persisted = await open();
    persisted.resolve(hashed('{ bad }', true));
    expect(told(persisted, hashed('{ bad }', false))).toEqual(notFound);
  });

  test.each<[what: string, extension: unknown]>([
    ['another version', { version: 2, sha256Hash: sha256('{ a }') }],
    ['no version', { sha256Hash: sha256('{ a }') }],
    ['no hash', { version: 1 }],
    ['a hash that is no text', { version: 1, sha256Hash: {} }],
    ['the hash of something else', { version: 1, sha256Hash: sha256('{ b }') }],
    ['a text', 'x'],
  ])('with %s are refused', async (_what, persistedQuery) => {
    const [, code] = told(await open(), request({ query: '{ a }', extensions: { persistedQuery } }));
    expect(code).toBe('BAD_USER_INPUT');
  });

  test('take bounded memory: the ones that were not used for longest are forgotten', async () => {
    const persisted = await open();
    const long = (index: number) => `{ a } # ${index} ${'x'.repeat(4_000)}`;
    for (let index = 0; index < 100; index += 1) told(persisted, hashed(long(index), true));
    const found = Array.from({ length: 100 }, (_, index) => told(persisted, hashed(long(index), false)));
    expect(found.slice(0, 88)).toEqual(Array.from({ length: 88 }, () => notFound));
    expect(found.at(-1)).toBe(long(99));
  });

  test('that are too long to be kept do not make others forgotten', async () => {
    const persisted = await open();
    const long = `{ a } # ${'x'.repeat(50_000)}`;
    told(persisted, hashed('{ a }', true));
    expect(told(persisted, hashed(long, true))).toBe(long);
    expect(told(persisted, hashed(long, false))).toEqual(notFound);
    expect(told(persisted, hashed('{ a }', false))).toBe('{ a }');
  });

  test('can be off: clients are told to send documents', async () => {
    const persisted = await open({ persistedQueries: false });
    const notSupported = ['PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED'];
    expect(told(persisted, hashed('{ a }', true))).toBe('{ a }');
    expect(told(persisted, hashed('{ a }', false))).toEqual(notSupported);
  });

  test('a request without query and hash is none', async () => {
    expect(told(await open(), request({}))).toEqual([expect.stringContaining('needs a `query`'), 'BAD_USER_INPUT']);
  });
});

describe('manifests', () => {
  test.each<[format: string, content: unknown]>([
    [
      'of Apollo',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'one', name: 'A', type: 'query', body: '{ a }' }],
      },
    ],
    ['of the client preset and Relay', { one: '{ a }' }],
  ])('%s are read', (_format, content) => {
    expect(readManifest(JSON.stringify(content))).toEqual([{ id: 'one', document: '{ a }' }]);
  });

  test.each<[what: string, content: unknown]>([
    ['of another version', { format: 'apollo-persisted-query-manifest', version: 2, operations: [] }],
    ['of another format', { format: 'other', version: 1, operations: [] }],
    ['with operations that have no text', { one: { body: '{ a }' } }],
    ['that are lists', ['{ a }']],
  ])('%s are refused', (_what, content) => {
    expect(() => readManifest(JSON.stringify(content))).toThrow('no manifest');
  });
});

describe('a safelist', () => {
  const file = join(folder, 'manifest.json');
  const write = (content: unknown) => writeFileSync(file, JSON.stringify(content));
  const listed = 'query A { a b }';
  const refusalOf = (persisted: Persisted, query: string, introspects = false) => {
    const resolved = persisted.resolve(request({ query }));
    if (resolved instanceof GraphQLError) throw resolved;
    return persisted.refusal(resolved, introspects)?.extensions.code ?? null;
  };

  test('that is enforced lets only run what it lists', async () => {
    write({ one: listed });
    const persisted = await open({ safelistFiles: [file], safelistMode: 'enforce' }, ['{ ours }']);
    expect(refusalOf(persisted, listed)).toBeNull();
    expect(refusalOf(persisted, '{ ours }')).toBeNull();
    expect(refusalOf(persisted, 'query A {\n  a, b # the same\n}')).toBeNull();
    expect(refusalOf(persisted, 'query A { a }')).toBe('FORBIDDEN');
    expect(refusalOf(persisted, '"')).toBe('FORBIDDEN');
    expect(refusalOf(persisted, '{ __schema { types { name } } }', true)).toBeNull();
    expect(persisted.documents()).toEqual([listed]);
  });

  test('is asked by the ids of the manifest, and by hashes', async () => {
    write({ one: listed });
    const persisted = await open({ safelistFiles: [file], safelistMode: 'enforce' });
    expect(told(persisted, request({ documentId: 'one' }))).toBe(listed);
    expect(told(persisted, request({ documentId: `sha256:${sha256(listed)}` }))).toBe(listed);
    expect(told(persisted, hashed(listed, false))).toBe(listed);
    expect(told(persisted, request({ documentId: 'two' }))).toEqual(notFound);
  });

  test('that is enforced keeps nothing that clients send', async () => {
    write({ one: listed });
    const persisted = await open({ safelistFiles: [file], safelistMode: 'enforce' });
    told(persisted, hashed('{ other }', true));
    expect(told(persisted, hashed('{ other }', false))).toEqual(notFound);
  });

  test.each(['off', 'log'] as const)(
    'that is set to %s lets everything run, and serves its ids',
    async (safelistMode) => {
      write({ one: listed });
      const persisted = await open({ safelistFiles: [file], safelistMode });
      expect(refusalOf(persisted, '{ other }')).toBeNull();
      expect(told(persisted, request({ documentId: 'one' }))).toBe(listed);
    },
  );

  test('logs the hash of what it does not list', async () => {
    write({ one: listed });
    const warn = vi.fn();
    const persisted = await openPersistedOperations({
      settings: { ...settings, safelistFiles: [file], safelistMode: 'log' },
      documents: [],
      logger: { ...logger, warn } as unknown as typeof logger,
    });
    refusalOf(persisted, listed);
    expect(warn).not.toHaveBeenCalled();
    refusalOf(persisted, '{ other }');
    expect(warn).toHaveBeenCalledWith({ hash: sha256('{ other }') }, expect.any(String));
  });

  test('is read again when its file changes, and stays as it was while the file is broken', async () => {
    write({ one: listed });
    const persisted = await open({ safelistFiles: [file], safelistMode: 'enforce', safelistPollMs: 10 });
    write({ two: 'query B { b }' });
    await vi.waitFor(() => expect(refusalOf(persisted, 'query B { b }')).toBeNull(), { timeout: 5_000 });
    expect(refusalOf(persisted, listed)).toBe('FORBIDDEN');
    writeFileSync(file, '{');
    write({ three: 'query C { c }' });
    await vi.waitFor(() => expect(refusalOf(persisted, 'query C { c }')).toBeNull(), { timeout: 5_000 });
    persisted.stop();
  });

  test('that cannot be read at the start is an error', async () => {
    await expect(open({ safelistFiles: [join(folder, 'none.json')] })).rejects.toThrow('ENOENT');
  });
});
