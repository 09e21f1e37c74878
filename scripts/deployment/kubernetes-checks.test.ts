import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { workspaceFolder } from '../workspace.ts';
import { checkKubernetes, readObjects } from './kubernetes-checks.ts';
import { checkTypes } from './kubernetes-types.ts';

const built = spawnSync('kubectl', ['kustomize', `${workspaceFolder}/deploy/kubernetes/overlays/example`], {
  encoding: 'utf8',
});
const withoutKubectl = built.error ? 'needs kubectl' : null;
if (withoutKubectl) console.log(`The Kubernetes manifests are not checked: this ${withoutKubectl}.`);

function withFault(from: string | RegExp, to: string): string {
  const faulty = built.stdout.replace(from, to);
  if (faulty === built.stdout) throw new Error(`the manifests do not have ${String(from)}`);
  return faulty;
}

test.skipIf(withoutKubectl)(
  'the manifests as they are have no fault',
  () => {
    expect(built.stderr).toBe('');
    const objects = readObjects(built.stdout);
    expect(objects.filter(({ kind }) => kind === 'Deployment')).toHaveLength(4);
    expect([...checkKubernetes(objects, '0.1.0'), ...checkTypes(objects, workspaceFolder)]).toEqual([]);
  },
  60_000,
);

test.skipIf(withoutKubectl).each<[string, string | RegExp, string, string]>([
  ['a variable that is no setting', 'KAFKA_TLS: "true"', 'KAFKA_TSL: "true"', 'KAFKA_TSL is no setting'],
  ['a value that a setting refuses', 'KAFKA_TLS: "true"', 'KAFKA_TLS: "yes"', 'KAFKA_TLS'],
  ['a setting that is missing', /\n {2}TRUSTED_PROXIES: .*/, '', 'TRUSTED_PROXIES is not given'],
  ['a secret that is missing', /- name: SEALING_KEY\n(.*\n){4}/, '', 'SEALING_KEY'],
  ['a secret in a map', 'EXPLORER: "false"', `FILE_SECRET: ${'s'.repeat(40)}`, 'FILE_SECRET is a secret'],
  ['a secret as an object', /kind: ConfigMap/, 'kind: Secret', 'a secret in a file'],
  [
    'an image of whatever version',
    'registry.example/caravan:0.1.0',
    'registry.example/caravan:latest',
    'is not version',
  ],
  ['root', 'runAsNonRoot: true', 'runAsNonRoot: false', 'may be root'],
  [
    'a file system that can be written to',
    'readOnlyRootFilesystem: true',
    'readOnlyRootFilesystem: false',
    'can be written to',
  ],
  [
    'a part that is killed while it stops',
    'terminationGracePeriodSeconds: 30',
    'terminationGracePeriodSeconds: 15',
    'killed before',
  ],
  ['a router that is ready before it is', 'path: /health/ready', 'path: /health/live', 'whether it is ready'],
  [
    'a subgraph at another port',
    'http://payments:4000',
    'http://payments:4103',
    'no service listens at //payments:4103',
  ],
  ['a port that the part does not open', 'containerPort: 4000', 'containerPort: 8080', 'it listens on 4000'],
  [
    'a service that leads nowhere',
    /(kind: Service\n[^]*?selector:\n {4}app.kubernetes.io\/name: )identity/,
    '$1ident',
    'no service leads to it',
  ],
  ['an autoscaler of something else', /(scaleTargetRef:\n.*\n.*\n {4}name: )identity/, '$1ident', 'has no autoscaler'],
  ['one process', 'minReplicas: 2', 'minReplicas: 1', 'one process alone'],
  ['metrics for the world', 'path: /graphql', 'path: /', 'opens /metrics'],
])('%s is found', (_what, from, to, told) => {
  expect(checkKubernetes(readObjects(withFault(from, to)), '0.1.0').join('\n')).toContain(told);
});

test.skipIf(withoutKubectl).each<[string, string, string, string]>([
  ['a name that there is not', 'failureThreshold: 150', 'failureTreshold: 150', 'failureTreshold'],
  ['a text for a number', 'periodSeconds: 10', 'periodSeconds: ten', 'not assignable'],
])(
  '%s is found by the types',
  (_what, from, to, told) => {
    expect(checkTypes(readObjects(withFault(from, to)), workspaceFolder).join('\n')).toContain(told);
  },
  60_000,
);
