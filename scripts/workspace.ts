import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const workspaceFolder = fileURLToPath(new URL('..', import.meta.url));

/** Names of the subgraphs: the folders below `subgraphs/`. */
export function subgraphNames(): string[] {
  return readdirSync(`${workspaceFolder}/subgraphs`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
