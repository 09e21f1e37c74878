import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@caravan/telemetry/logger';
import { expect, test, vi } from 'vitest';
import { composeSupergraph } from './compose.ts';
import { fileSource } from './file-source.ts';

const version = (field: string) =>
  composeSupergraph([{ name: 'shop', url: 'http://shop.invalid', sdl: `type Query { ${field}: Int }` }]);

test('a supergraph that is away for a moment ends nothing, and is loaded when it is back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'source-'));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, version('before'));
  const lines: string[] = [];
  const source = await fileSource({
    path,
    urls: new Map(),
    pollMs: 20,
    open: ({ name }) => ({ name, close: async () => {} }) as never,
    logger: createLogger({ level: 'error', name: 'test', destination: { write: (line) => lines.push(line) } }),
  });
  try {
    const loaded: string[] = [];
    source.follow(async ({ sdl }) => void loaded.push(sdl));
    await vi.waitFor(
      async () => {
        await rename(path, `${path}.away`).catch(() => {});
        expect(lines).not.toEqual([]);
      },
      { timeout: 5_000 },
    );
    await writeFile(path, version('after'));
    await vi.waitFor(() => expect(loaded).toEqual([version('after')]), { timeout: 5_000 });
  } finally {
    await source.stop();
    await rm(folder, { recursive: true });
  }
});
