import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replay } from '@caravan/cli/replay/replay';
import { parseConfiguration } from '@caravan/config/configuration';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { testAdmin, testEnvironment } from '@caravan/testkit/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Deployment, deploy } from './deployment.ts';
import { patience } from './settled.ts';
import { transportForms } from './transport-forms.ts';

/** Real baskets where they are at hand, else the invented ones of the tests. */
const real = fileURLToPath(new URL('../../../../../shared/data/olist', import.meta.url));
const invented = fileURLToPath(new URL('../fixtures/baskets', import.meta.resolve('@caravan/cli/main')));
const folder = existsSync(real) ? real : invented;
const limit = Number(process.env.REPLAY_BASKETS ?? 50);
const concurrency = Number(process.env.REPLAY_CONCURRENCY ?? 8);

const form = (await transportForms()).at(-1);
const { adminUrl } = emptyTestDatabase();
let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy(testEnvironment(adminUrl, { ...form?.settings, ...patience }), {
    routers: 1,
    marketplaces: 1,
  });
}, 120_000);
afterAll(async () => {
  await deployment?.stop();
  await form?.stop();
}, 60_000);

test(`up to ${limit} baskets come to the totals of their files with every part in its own process, on ${form?.name}`, async () => {
  const { environment, routers } = deployment;
  const report = await replay({
    folder,
    url: routers[0]?.url ?? '',
    admin: { identifier: testAdmin.email, password: testAdmin.password },
    buyers: 10,
    limit,
    concurrency,
    commissionBps: parseConfiguration(environment).payments.commissionBps,
    journalFile: join(environment.CARAVAN_DATA ?? '', 'replay.jsonl'),
    onProgress: () => {},
  });
  console.log(
    `${report.baskets} baskets in ${report.seconds} s, ${report.ordersPerSecond} a second: ${JSON.stringify(report.steps)}`,
  );
  expect(report.errors).toEqual([]);
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report).toMatchObject({ ok: true, orders: report.baskets, timeouts: 0 });
}, 900_000);
