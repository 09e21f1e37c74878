import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { z } from 'zod';

const rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboard = z.object({
  title: z.string(),
  uid: z.string(),
  panels: z.array(
    z.object({ title: z.string(), type: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() }),
  ),
});

/** @param runbook - docs/operations.md: it says what to do when an alert fires, under a heading of its name. */
export function checkAlerts(text: string, known: ReadonlySet<string>, runbook: string): string[] {
  const found = rules.safeParse(parse(text));
  if (!found.success) return [`alerts.yaml: ${z.prettifyError(found.error)}`];
  const all = found.data.groups.flatMap((group) => group.rules);
  const names = all.map(({ alert }) => alert);
  return [
    ...all.flatMap(({ alert, expr }) => checkExpression(expr, known).map((problem) => `${alert}: ${problem}`)),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name}: is there twice`),
    ...names
      .filter((name) => !runbook.includes(`\n### ${name}\n`))
      .map((name) => `${name}: docs/operations.md does not say what to do`),
    ...Array.from(runbook.matchAll(/^### ([A-Z][a-z]+(?:[A-Z][a-z]+)+)$/gm), ([, name = '']) => name)
      .filter((name) => !names.includes(name))
      .map((name) => `${name}: docs/operations.md knows it, alerts.yaml does not`),
  ];
}

export function checkDashboard(file: string, text: string, known: ReadonlySet<string>): string[] {
  const found = dashboard.safeParse(JSON.parse(text));
  if (!found.success) return [`${file}: ${z.prettifyError(found.error)}`];
  return found.data.panels.flatMap(({ title, targets = [] }) =>
    targets.flatMap(({ expr }) =>
      checkExpression(expr.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h'), known).map(
        (problem) => `${file}, ${title}: ${problem}`,
      ),
    ),
  );
}

/** By Prometheus' own grammar; every metric in it must be one that we tell, or that comes with Node. */
function checkExpression(expression: string, known: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  parser.parse(expression).iterate({
    enter(node) {
      if (node.type.isError) problems.push(`no PromQL at ${node.from}: ${expression}`);
      if (node.type.name !== 'Identifier' || node.node.parent?.type.name !== 'VectorSelector') return;
      const metric = expression.slice(node.from, node.to);
      if (!known.has(metric) && !/^(nodejs|process)_|^up$/.test(metric)) problems.push(`there is no metric ${metric}`);
    },
  });
  return problems;
}

/** Names of all metrics that sources define, with the ones that Prometheus makes of histograms. */
export function metricsInSources(folders: readonly string[]): Set<string> {
  const names = folders
    .flatMap(sourcesBelow)
    .flatMap((path) =>
      Array.from(readFileSync(path, 'utf8').matchAll(/'(caravan_[a-z_]+)'/g), ([, name = '']) => name),
    );
  return new Set(names.flatMap((name) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]));
}

/** Links are not followed: those of the workspace lead in circles. */
function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(path);
    return entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** What only Prometheus' own tool can say, where it is installed; null where it is not. */
export function askPromtool(folder: string): string[] | null {
  if (spawnSync('promtool', ['--version']).error) return null;
  const calls = [
    ['check', 'rules', 'docs/monitoring/alerts.yaml'],
    ['test', 'rules', 'deploy/prometheus/alerts.test.yaml'],
  ];
  return calls.flatMap((args) => {
    const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? [] : [`promtool ${args.join(' ')}:\n${stdout}${stderr}`];
  });
}
