import { createLogger } from '@caravan/telemetry/logger';
import { expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { plannerSdl } from '../supergraph/planner-sdl.ts';
import { openPlanner } from './planner.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const subgraph = (name: string) => ({
  name,
  url: `http://${name}.invalid`,
  sdl: `${link}
    type Query { node${name}: T }
    type T @key(fields: "id") { id: ID! next: T @shareable other: T @shareable ${name}: Int }`,
});
const sdl = plannerSdl(composeSupergraph(['a', 'b'].map(subgraph)));
const logger = createLogger({ level: 'silent', name: 'test' });
const settings = { planningTimeoutMs: 100, planningQueue: 3, planningHeapMb: 256 };

/** Fragments that spread the one before twice: its planning takes for ever. */
function bomb(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) => `fragment F${level + 1} on T { next { ...F${level} a } other { ...F${level} b } }`,
  );
  return ['query { nodea { ...F' + levels + ' } }', 'fragment F0 on T { a b }', ...fragments].join('\n');
}

test('an operation whose planning takes too long is refused, and the next is planned', async () => {
  const planner = await openPlanner({ sdl, settings, logger });
  try {
    const [slow, wide, planned] = await Promise.allSettled([
      planner.plan(bomb(8), undefined),
      planner.plan(bomb(12), undefined),
      planner.plan('{ nodea { a b } }', undefined),
    ]);
    expect(slow).toMatchObject({ status: 'rejected', reason: { code: 'OPERATION_TOO_LARGE' } });
    expect(wide).toMatchObject({ status: 'rejected', reason: { code: 'OPERATION_TOO_LARGE' } });
    expect(planned).toMatchObject({ status: 'fulfilled', value: { kind: 'QueryPlan', node: { kind: 'Sequence' } } });
  } finally {
    await planner.close();
  }
});

test('more than may wait are refused at once; closing lets nobody wait', async () => {
  const planner = await openPlanner({ sdl, settings, logger });
  const asked = Array.from({ length: 6 }, () => planner.plan('{ nodea { a b } }', undefined));
  const settled = Promise.allSettled(asked);
  const closing = planner.close();
  const outcomes = (await settled).map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
  await closing;
  expect(outcomes.slice(-2)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  await expect(planner.plan('{ nodea { a } }', undefined)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a supergraph that is none is not opened', async () => {
  await expect(openPlanner({ sdl: 'type Query { a: Int }', settings, logger })).rejects.toThrow();
});
