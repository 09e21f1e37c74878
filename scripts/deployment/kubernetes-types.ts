import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from './kubernetes-checks.ts';

/**
 * Whether objects are what the API of Kubernetes takes, by the types of the package `kubernetes-models`. The compiler
 * finds wrong types and values, and names that there are not, which the API would leave out without a word.
 *
 * @param folder - Of the workspace, in which the package is found.
 */
export function checkTypes(objects: readonly KubernetesObject[], folder: string): string[] {
  const place = mkdtempSync(join(folder, 'node_modules/.caravan-kubernetes-'));
  try {
    const kinds = new Set(objects.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
    const source = [
      ...Array.from(kinds, (each) => `import type { I${kindOf(each)} } from 'kubernetes-models/${each}';`),
      ...objects.map(
        (object, index) => `export const object${index} = ${JSON.stringify(object)} satisfies I${object.kind};`,
      ),
    ];
    writeFileSync(join(place, 'objects.ts'), `${source.join('\n')}\n`);
    const options =
      '--noEmit --strict --skipLibCheck --module nodenext --moduleResolution nodenext --types  --ignoreConfig';
    const { status, stdout, stderr, error } = spawnSync('tsc', [...options.split(' '), join(place, 'objects.ts')], {
      cwd: place,
      encoding: 'utf8',
    });
    if (error) return [`the TypeScript compiler does not run: ${error.message}`];
    if (status === 0) return [];
    return `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line.includes('error'))
      .map((line) => `Kubernetes: ${nameOf(line, objects, source.length)}: ${line.replace(/^.*?error /, '')}`);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function kindOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function nameOf(line: string, objects: readonly KubernetesObject[], lines: number): string {
  const number = Number(/\((\d+),/.exec(line)?.[1]);
  const object = objects[number - 1 - (lines - objects.length)];
  return object ? `${object.kind} ${object.metadata.name}` : line;
}
