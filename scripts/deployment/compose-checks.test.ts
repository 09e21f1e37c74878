import { parseCompose, readYaml } from '@caravan/testkit/compose-file';
import { expect, test } from 'vitest';
import { workspaceFolder } from '../workspace.ts';
import { type ComposeDeployment, checkCompose, readComposeDeployment } from './compose-checks.ts';

const deployment = readComposeDeployment(workspaceFolder);

/** The deployment with one text in one of its files replaced. */
function withFault(
  file: 'text' | 'example' | 'caddyfile' | 'prometheus' | 'collector' | 'dockerfile',
  from: string,
  to: string,
) {
  const before = deployment[file];
  if (!before.includes(from)) throw new Error(`${file} does not have ${from}`);
  const faulty: ComposeDeployment = { ...deployment, [file]: before.replace(from, to) };
  return checkCompose({ ...faulty, compose: parseCompose(faulty.text) }, workspaceFolder);
}

test('the files as they are have no fault', () => {
  expect(checkCompose(deployment, workspaceFolder)).toEqual([]);
});

test.each<[string, Parameters<typeof withFault>, string]>([
  ['an option that compose does not know', ['text', '    shm_size: 256m', '    shm_sise: 256m'], 'shm_sise'],
  ['a variable that is no setting', ['text', 'S3_BUCKET: caravan', 'S3_BUKET: caravan'], 'S3_BUKET is no setting'],
  ['a setting that is missing', ['text', '  KAFKA_BROKERS: kafka:9092\n', ''], 'KAFKA_BROKERS is not given'],
  ['a secret that is missing', ['text', '  SEALING_KEY: ${SEALING_KEY:?}\n', ''], 'SEALING_KEY'],
  [
    'a secret in the file',
    ['text', 'CALLER_SECRET: ${CALLER_SECRET:?}', `CALLER_SECRET: ${'s'.repeat(40)}`],
    'CALLER_SECRET is a secret',
  ],
  [
    'a password in an address',
    ['text', ':${EVENTS_DATABASE_PASSWORD:?}@', ':hunter2@'],
    'EVENTS_DATABASE_URL is a secret',
  ],
  [
    'a secret in the example',
    ['example', 'CURSOR_SECRET=<generated>', 'CURSOR_SECRET=0123456789'],
    '.env.example holds a secret',
  ],
  [
    'a variable that the example lacks',
    ['example', 'GRAFANA_ADMIN_PASSWORD=<generated>\n', ''],
    '.env.example does not have GRAFANA',
  ],
  ['development', ['text', 'NODE_ENV: production', 'NODE_ENV: development'], 'NODE_ENV is not production'],
  ['an image of whatever version', ['text', 'grafana/grafana:13.2.3', 'grafana/grafana:latest'], 'not pinned'],
  ['an image without a version', ['text', 'apache/kafka:4.3.1', 'apache/kafka'], 'not pinned'],
  ['another version of ours', ['text', 'image: caravan:0.1.0', 'image: caravan:0.0.9'], 'is not version'],
  ['a port for the world', ['text', '"127.0.0.1:3000:3000"', '"3000:3000"'], 'open beyond this machine'],
  [
    'a subgraph at another port',
    ['text', 'payments=http://payments:4000', 'payments=http://payments:4103'],
    'payments:4103 is named',
  ],
  [
    'a subgraph that is not there',
    ['text', 'identity=http://identity:4000', 'identity=http://identities:4000'],
    'no service identities',
  ],
  ['a proxy that leads nowhere', ['caddyfile', 'router-2:4000', 'router-2:4001'], 'router-2:4001 is named'],
  ['a collector at another port', ['collector', '0.0.0.0:4318', '0.0.0.0:4317'], 'collector:4318 is named'],
  ['a part that nobody measures', ['prometheus', 'names: [payments]', 'names: [identity]'], 'does not ask payments'],
  ['a file system that can be written to', ['text', '  read_only: true', '  read_only: false'], 'can be written to'],
  [
    'a part that is killed while it stops',
    ['text', 'stop_grace_period: 20s', 'stop_grace_period: 10s'],
    'killed before',
  ],
  [
    'a file that is not there',
    ['text', './deploy/collector/config.yaml', './deploy/collector/config.yml'],
    'does not exist',
  ],
  ['a base image of whatever version', ['dockerfile', 'node:26.10.0-trixie-slim', 'node:26'], 'node:26 is not pinned'],
  ['root', ['dockerfile', 'USER 1000:1000', 'USER root'], 'its user is root'],
])('%s is found', (_what, fault, told) => {
  expect(withFault(...fault).join('\n')).toContain(told);
});

test('merge keys are read as compose reads them', () => {
  expect(readYaml('a: &a { x: 1 }\nb: { <<: *a, y: 2 }')).toEqual({ a: { x: 1 }, b: { x: 1, y: 2 } });
});
