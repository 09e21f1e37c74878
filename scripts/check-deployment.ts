import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCompose, readComposeDeployment } from './deployment/compose-checks.ts';
import { checkKubernetes, readObjects } from './deployment/kubernetes-checks.ts';
import { checkTypes } from './deployment/kubernetes-types.ts';
import { askPromtool, checkAlerts, checkDashboard, metricsInSources } from './deployment/monitoring-checks.ts';
import { workspaceFolder } from './workspace.ts';

/**
 * Checks what cannot be run here: docker-compose.yml, the manifests of deploy/kubernetes, alerts and dashboards. What it
 * can of that does run: packages/testkit/e2e/deployment.
 */
const read = (path: string) => readFileSync(join(workspaceFolder, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const problems = [
  ...checkCompose(readComposeDeployment(workspaceFolder), workspaceFolder),
  ...kubernetes(),
  ...monitoring(),
];
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'The deployment is in order.' : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

function kubernetes(): string[] {
  const folder = join(workspaceFolder, 'deploy/kubernetes/overlays');
  return readdirSync(folder).flatMap((overlay) => {
    const { status, stdout, stderr, error } = spawnSync('kubectl', ['kustomize', join(folder, overlay)], {
      encoding: 'utf8',
    });
    if (error) {
      console.log(`kubectl is not here: deploy/kubernetes/overlays/${overlay} was not checked.`);
      return [];
    }
    if (status !== 0) return [`kubectl kustomize ${overlay}: ${stderr}`];
    const objects = readObjects(stdout);
    return [...checkTypes(objects, workspaceFolder), ...checkKubernetes(objects, version)];
  });
}

function monitoring(): string[] {
  const known = metricsInSources(
    ['packages', 'subgraphs', 'router/src'].map((folder) => join(workspaceFolder, folder)),
  );
  const boards = readdirSync(join(workspaceFolder, 'docs/monitoring')).filter((name) => name.endsWith('.json'));
  const promtool = askPromtool(workspaceFolder);
  if (!promtool) console.log('promtool is not here: the tests of the alerts were not run.');
  return [
    ...checkAlerts(read('docs/monitoring/alerts.yaml'), known, read('docs/operations.md')),
    ...boards.flatMap((name) => checkDashboard(name, read(`docs/monitoring/${name}`), known)),
    ...(promtool ?? []),
  ];
}
