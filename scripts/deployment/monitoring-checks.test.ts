import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { workspaceFolder } from '../workspace.ts';
import { checkAlerts, checkDashboard } from './monitoring-checks.ts';

const known = new Set(['caravan_outbox_events']);
const runbook = '\n### OutboxDeep\n';
const alert = (expr: string, name = 'OutboxDeep') => `
groups:
  - name: g
    rules:
      - { alert: ${name}, expr: '${expr}', for: 5m, labels: { severity: warning }, annotations: { summary: s, runbook: r } }`;
const board = (expr: string) =>
  JSON.stringify({ title: 't', uid: 'u', panels: [{ title: 'p', type: 'timeseries', targets: [{ expr }] }] });

test('a rule that Prometheus reads, of a metric that there is, is in order', () => {
  expect(checkAlerts(alert('max by (subgraph) (caravan_outbox_events) > 5'), known, runbook)).toEqual([]);
  expect(checkAlerts(alert('rate(process_cpu_seconds_total[5m]) > 1 or up == 0'), known, runbook)).toEqual([]);
});

test.each([
  ['no PromQL', alert('max by (subgraph caravan_outbox_events) > 5'), 'no PromQL'],
  ['a metric that there is not', alert('caravan_outbox_event > 5'), 'no metric caravan_outbox_event'],
  ['an alert that nobody explains', alert('up == 0', 'OutboxFull'), 'does not say what to do'],
  ['an alert that is gone', alert('up == 0', 'OutboxFull'), 'OutboxDeep: docs/operations.md knows it'],
  ['a severity that nobody heeds', alert('up == 0').replace('warning', 'low'), 'severity'],
])('%s is found', (_what, text, told) => {
  expect(checkAlerts(text, known, runbook).join('\n')).toContain(told);
});

test('so are faults of dashboards', () => {
  expect(checkDashboard('d', board('rate(caravan_outbox_events{job=~"$job"}[$__rate_interval])'), known)).toEqual([]);
  expect(checkDashboard('d', board('caravan_gone'), known).join()).toContain('no metric caravan_gone');
  expect(checkDashboard('d', '{"title":"t"}', known).join()).toContain('uid');
});

test('what Prometheus loads in docker-compose.yml is the same file', () => {
  expect(readFileSync(`${workspaceFolder}/docker-compose.yml`, 'utf8')).toContain('./docs/monitoring/alerts.yaml:');
});
