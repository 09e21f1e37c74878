import { expect, test } from 'vitest';
import { findingGauge } from './finding-gauge.ts';
import { metrics } from './metrics.ts';

test('a finding is told until it is old, and nothing before the first', async () => {
  let time = 0;
  const gauge = findingGauge({ name: 'caravan_test_finding', help: 'A test.', keptMs: 600_000, now: () => time });
  const told = async () =>
    (await metrics.getSingleMetric('caravan_test_finding')?.get())?.values.map(({ value }) => value);
  expect(await told()).toEqual([]);
  time = 1_000_000;
  gauge.set(0);
  expect(await told()).toEqual([0]);
  time = 1_600_000;
  expect(await told()).toEqual([0]);
  time = 1_600_001;
  expect(await told()).toEqual([]);
  gauge.set(1);
  expect(await told()).toEqual([1]);
});
