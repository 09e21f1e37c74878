import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { startChild } from '../machine/child.ts';
import type { Cores } from '../machine/cores.ts';
import { type SubgraphName, sdls, subgraphNames } from './subgraphs/schemas.ts';

/** What all gateways are put before: the subgraphs, running, and their supergraph as a file. */
export type Setting = { readonly supergraphFile: string; stop(): Promise<void> };

const program = fileURLToPath(new URL('subgraphs/serve.ts', import.meta.url));

export async function openSetting(cores: Cores): Promise<Setting> {
  const child = startChild(cores.forLoad([process.execPath, program]));
  const urls = JSON.parse(await child.says(/^\{/)) as Record<SubgraphName, string>;
  const services = subgraphNames.map((name) => ({ name, url: urls[name], typeDefs: parse(sdls[name]) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The subgraphs do not compose: ${errors?.map(({ message }) => message).join()}`);
  const folder = mkdtempSync(join(tmpdir(), 'caravan-bench-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, supergraphSdl);
  return {
    supergraphFile,
    stop: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
