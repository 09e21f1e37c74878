import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { partOf, problemsOfPart, standInFor, tellsSecret } from './part-settings.ts';

const labels = z.record(z.string(), z.string());
const secretKeyRef = z.object({ name: z.string(), key: z.string(), optional: z.boolean().optional() });
const probe = z.looseObject({ httpGet: z.object({ path: z.string(), port: z.union([z.string(), z.number()]) }) });

const deployment = z.looseObject({
  kind: z.literal('Deployment'),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    selector: z.object({ matchLabels: labels }),
    strategy: z.object({ type: z.string(), rollingUpdate: z.looseObject({ maxUnavailable: z.number() }).optional() }),
    template: z.looseObject({
      metadata: z.looseObject({ labels }),
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number(),
        automountServiceAccountToken: z.boolean(),
        securityContext: z.looseObject({
          runAsNonRoot: z.boolean(),
          seccompProfile: z.object({ type: z.string() }),
        }),
        topologySpreadConstraints: z.array(z.looseObject({})).min(1),
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            args: z.array(z.string()),
            env: z.array(
              z.object({
                name: z.string(),
                value: z.string().optional(),
                valueFrom: z.object({ secretKeyRef }).optional(),
              }),
            ),
            envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            startupProbe: probe,
            livenessProbe: probe,
            readinessProbe: probe,
            lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
            resources: z.object({ requests: labels, limits: labels }),
            securityContext: z.looseObject({
              allowPrivilegeEscalation: z.boolean(),
              readOnlyRootFilesystem: z.boolean(),
              capabilities: z.object({ drop: z.array(z.string()) }),
            }),
          }),
        ]),
      }),
    }),
  }),
});

type Deployment = z.output<typeof deployment>;
const anything = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
export type KubernetesObject = z.output<typeof anything>;

/** What `kubectl kustomize` prints. */
export function readObjects(text: string): KubernetesObject[] {
  return parseAllDocuments(text).map((document) => anything.parse(document.toJS()));
}

/** What the types of Kubernetes cannot say: whether the objects fit each other, the settings, and our own rules. */
export function checkKubernetes(objects: readonly KubernetesObject[], version: string): string[] {
  const parsed = objects.filter(({ kind }) => kind === 'Deployment').map((each) => deployment.safeParse(each));
  const deployments = parsed.flatMap(({ data }) => (data ? [data] : []));
  return [
    ...parsed.flatMap(({ error }) => (error ? [`a Deployment: ${z.prettifyError(error)}`] : [])),
    ...objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => `${metadata.name}: a secret in a file`),
    ...deployments.flatMap((each) =>
      [...checkPod(each, version), ...checkEnvironment(each, objects), ...checkCompanions(each, objects)].map(
        (problem) => `${each.metadata.name}: ${problem}`,
      ),
    ),
    ...checkIngress(objects),
  ];
}

const stopSeconds = 15;

function checkPod({ spec }: Deployment, version: string): string[] {
  const { template, strategy, selector } = spec;
  const {
    containers,
    terminationGracePeriodSeconds: grace,
    securityContext: pod,
    automountServiceAccountToken,
  } = template.spec;
  const [{ image, args, ports, securityContext: own, lifecycle, startupProbe, livenessProbe, readinessProbe }] =
    containers;
  const option = args.indexOf('--port');
  const listens = option < 0 ? 4000 : Number(args[option + 1]);
  const rules: readonly (readonly [boolean, string])[] = [
    [image.endsWith(`:${version}`), `its image is not version ${version}: ${image}`],
    [ports.some(({ name, containerPort }) => name === 'http' && containerPort === listens), `it listens on ${listens}`],
    [pod.runAsNonRoot, 'it may be root'],
    [pod.seccompProfile.type === 'RuntimeDefault', 'it has no seccomp profile'],
    [!automountServiceAccountToken, 'it gets a token of Kubernetes'],
    [!own.allowPrivilegeEscalation, 'it may gain privileges'],
    [own.readOnlyRootFilesystem, 'its file system can be written to'],
    [own.capabilities.drop.includes('ALL'), 'it keeps capabilities'],
    [
      grace >= lifecycle.preStop.sleep.seconds + stopSeconds,
      `it is killed before the ${stopSeconds} s in which it stops`,
    ],
    [strategy.rollingUpdate?.maxUnavailable === 0, 'an update takes processes away before new ones are ready'],
    [startupProbe.httpGet.path === '/health/live', 'its startup is not asked at /health/live'],
    [livenessProbe.httpGet.path === '/health/live', 'whether it lives is not asked at /health/live'],
    [readinessProbe.httpGet.path === '/health/ready', 'whether it is ready is not asked at /health/ready'],
    [matches(selector.matchLabels, template.metadata.labels), 'its selector does not match its pods'],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}

/** As the part itself would say at its start. */
function checkEnvironment({ spec }: Deployment, objects: readonly KubernetesObject[]): string[] {
  const [{ args, env, envFrom }] = spec.template.spec.containers;
  const maps = envFrom.flatMap(({ configMapRef: { name } }) =>
    objects.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name),
  );
  const mapped = Object.assign({}, ...maps.map(({ data }) => data as object)) as Record<string, string>;
  const own = env
    .filter(({ valueFrom }) => !valueFrom?.secretKeyRef.optional)
    .map(({ name, value, valueFrom }) => [name, valueFrom ? standInFor(name) : (value ?? '')]);
  const environment = { ...mapped, ...(Object.fromEntries(own) as Record<string, string>) };
  const inFiles = [...Object.entries(mapped), ...env.map(({ name, value = '' }) => [name, value] as const)];
  const hosts = Array.from((environment.SUBGRAPH_URLS ?? '').matchAll(/\/\/([\w.-]+):(\d+)/g));
  return [
    ...(maps.length === envFrom.length ? [] : ['a ConfigMap that it names is not there']),
    ...problemsOfPart(partOf(args), environment),
    ...inFiles
      .filter(([name, value]) => tellsSecret(name, value))
      .map(([name]) => `${name} is a secret that stands in the file`),
    ...hosts
      .filter(([, host, port]) => !portsOfService(objects, host ?? '').includes(Number(port)))
      .map(([address]) => `SUBGRAPH_URLS: no service listens at ${address}`),
  ];
}

const service = z.looseObject({
  spec: z.object({
    selector: labels,
    ports: z.array(z.object({ port: z.number(), targetPort: z.string(), name: z.string() })),
  }),
});

function portsOfService(objects: readonly KubernetesObject[], wanted: string): number[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'Service' && metadata.name === wanted)
    .flatMap((each) => service.parse(each).spec.ports.map(({ port }) => port));
}

const selecting = z.looseObject({ spec: z.looseObject({ selector: z.object({ matchLabels: labels }) }) });
const scaling = z.looseObject({
  spec: z.looseObject({ scaleTargetRef: z.looseObject({ name: z.string() }), minReplicas: z.number() }),
});

/** Each deployment has a service, a budget, an autoscaler and a rule about who may connect. */
function checkCompanions({ metadata: { name }, spec }: Deployment, objects: readonly KubernetesObject[]): string[] {
  const podLabels = spec.template.metadata.labels;
  const of = (kind: string) => objects.filter((each) => each.kind === kind);
  const services = of('Service').filter((each) => matches(service.parse(each).spec.selector, podLabels));
  const budgets = of('PodDisruptionBudget').filter((each) =>
    matches(selecting.parse(each).spec.selector.matchLabels, podLabels),
  );
  const scalers = of('HorizontalPodAutoscaler')
    .map((each) => scaling.parse(each).spec)
    .filter(({ scaleTargetRef }) => scaleTargetRef.name === name);
  const closed = of('NetworkPolicy').some(({ spec: policy }) =>
    JSON.stringify(policy).startsWith('{"podSelector":{},'),
  );
  return [
    ...(services.length === 1 ? [] : ['no service leads to it, or several do']),
    ...(budgets.length === 1 ? [] : ['it has no disruption budget']),
    ...(scalers.length === 1 ? [] : ['it has no autoscaler']),
    ...(scalers.every(({ minReplicas }) => minReplicas >= 2) ? [] : ['one process alone is no deployment']),
    ...(closed ? [] : ['anybody may connect to it']),
  ];
}

const ingress = z.looseObject({
  spec: z.looseObject({
    rules: z.array(
      z.object({
        host: z.string(),
        http: z.object({
          paths: z.array(
            z.object({
              path: z.string(),
              pathType: z.string(),
              backend: z.object({ service: z.object({ name: z.string(), port: z.object({ name: z.string() }) }) }),
            }),
          ),
        }),
      }),
    ),
  }),
});

/** It leads to routers only, and nowhere that is for whoever runs them. */
function checkIngress(objects: readonly KubernetesObject[]): string[] {
  const paths = objects
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap((each) => ingress.parse(each).spec.rules.flatMap(({ http }) => http.paths));
  const opens = (path: string) => ['/metrics', '/health/live'].some((inside) => inside.startsWith(path));
  return [
    ...paths
      .filter(({ path }) => opens(path))
      .map(({ path }) => `ingress: ${path} opens /metrics or /health to the world`),
    ...paths
      .filter(({ backend }) => backend.service.name !== 'router' || backend.service.port.name !== 'http')
      .map(({ path }) => `ingress: ${path} leads to no router`),
  ];
}

function matches(selector: Readonly<Record<string, string>>, of: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([name, value]) => of[name] === value);
}
