import { readFileSync } from 'node:fs';
import { metrics, renderMetrics } from '@caravan/telemetry/metrics';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import './router-metrics.ts';

type Alert = {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
};
type Panel = {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
};

const folder = new URL('../../../docs/monitoring/', import.meta.url);
const { panels }: { panels: Panel[] } = JSON.parse(readFileSync(new URL('grafana-router.json', folder), 'utf8'));
const rules: { groups: { rules: Alert[] }[] } = parse(readFileSync(new URL('alerts.yaml', folder), 'utf8'));
/** Those of other parts are checked with the deployment. */
const alerts = rules.groups.flatMap((group) => group.rules).filter(({ alert }) => alert.startsWith('Router'));
const graphs = panels.filter(({ type }) => type !== 'row');
const shown = graphs.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** Names of series that `/metrics` shows, with their labels. */
const series = new Map<string, ReadonlySet<string>>();

beforeAll(async () => {
  await renderMetrics();
  for (const { name, type, labelNames } of metrics.getMetricsAsArray() as unknown as Metric[]) {
    const endings = String(type) === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
    for (const ending of endings) series.set(name + ending, new Set([...labelNames, ...ownLabels(ending)]));
  }
});

type Metric = { readonly name: string; readonly type: unknown; readonly labelNames: readonly string[] };

/** Prometheus adds the job and instance that it read. */
function ownLabels(ending: string): string[] {
  return ['job', 'instance', ...(ending === '_bucket' ? ['le'] : [])];
}

function seriesOf(expr: string): string[] {
  return [...expr.matchAll(/\b(?:caravan|nodejs|process)_\w+/g)].map(([name]) => name);
}

/** What is asked of each series in braces, and by what all that is in the expression is grouped. */
function labelsOf(expr: string): { name: string; labels: string[] }[] {
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
  return [...expr.matchAll(/\b((?:caravan|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', braces = '']) => ({
      name,
      labels: [...grouped, ...[...braces.matchAll(/(\w+)\s*=/g)].map(([, label = '']) => label)],
    }),
  );
}

describe('the dashboard and the alerts', () => {
  test('name metrics that there are', () => {
    const named = [...shown, ...alerts.map(({ expr }) => expr)].flatMap(seriesOf);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !series.has(name))).toEqual([]);
  });

  test('ask for labels that these metrics have', () => {
    const asked = [...shown, ...alerts.map(({ expr }) => expr)].flatMap(labelsOf);
    const unknown = asked.flatMap(({ name, labels }) =>
      labels.filter((label) => !series.get(name)?.has(label)).map((label) => `${name} ${label}`),
    );
    expect(unknown).toEqual([]);
  });

  test('show every metric of the router', () => {
    const own = new Set(shown.flatMap(seriesOf).map((name) => name.replace(/_(?:bucket|count|sum)$/, '')));
    const all = metrics.getMetricsAsArray().map(({ name }) => name);
    expect(all.filter((name) => name.startsWith('caravan_router_') && !own.has(name))).toEqual([]);
  });
});

test('every panel has something to show and an id of its own', () => {
  expect(graphs.filter(({ targets = [] }) => targets.length === 0)).toEqual([]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test('every alert says how bad it is and what to do', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  for (const { labels, annotations } of alerts) {
    expect(['warning', 'critical']).toContain(labels.severity);
    expect(annotations.summary).toBeTruthy();
    expect(annotations.runbook).toBeTruthy();
  }
});
