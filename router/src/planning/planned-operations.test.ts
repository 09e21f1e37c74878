import { CaravanError } from '@caravan/core/errors';
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plannedOperations } from './planned-operations.ts';

const schema = buildSchema('type Query { a: Int }');
const document = parse('{ a }');
const operation = getOperationAST(document) as OperationDefinitionNode;

function open(keptBytes: number) {
  const plan = vi.fn(async () => ({ kind: 'QueryPlan' as const }));
  const plans = plannedOperations({
    planner: { plan, close: async () => {} },
    required: { collides: () => false, check: () => {} } as never,
    supergraph: schema,
    kept: 1_000,
    keptBytes,
    refusedMs: 30_000,
  });
  const of = (key: string, characters: number, onGivenUp = () => {}) =>
    plans.of({
      onGivenUp,
      key,
      document,
      characters,
      operation,
      schema,
      planned: { document, source: '{ a }' },
      denied: new Map(),
    });
  return { plan, of };
}

test('an operation is planned once', async () => {
  const { plan, of } = open(1_000_000);
  await Promise.all([of('a', 5), of('a', 5), of('b', 5)]);
  await of('a', 5);
  expect(plan).toHaveBeenCalledTimes(2);
});

test('plans take bounded memory: the ones that were not used for longest are forgotten', async () => {
  const { plan, of } = open(1_000_000);
  for (let index = 0; index < 20; index += 1) await of(`${index}`, 1_000);
  plan.mockClear();
  await of('19', 1_000);
  expect(plan).not.toHaveBeenCalled();
  await of('0', 1_000);
  expect(plan).toHaveBeenCalledTimes(1);
});

test('what could not be planned is not kept', async () => {
  const { plan, of } = open(1_000_000);
  plan.mockRejectedValueOnce(new Error('no plan'));
  await expect(of('a', 5)).rejects.toThrow('no plan');
  await of('a', 5);
  expect(plan).toHaveBeenCalledTimes(2);
});

describe('an operation whose planning took too long', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is refused without being planned for a while, and others are not', async () => {
    const { plan, of } = open(1_000_000);
    const onGivenUp = vi.fn();
    plan.mockRejectedValueOnce(new CaravanError('OPERATION_TOO_LARGE', 'too long'));
    await expect(of('a', 5, onGivenUp)).rejects.toMatchObject({ code: 'OPERATION_TOO_LARGE' });
    await expect(of('a', 5, onGivenUp)).rejects.toMatchObject({ code: 'OPERATION_TOO_LARGE' });
    await of('b', 5, onGivenUp);
    expect(plan).toHaveBeenCalledTimes(2);
    expect(onGivenUp).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(30_001);
    await of('a', 5, onGivenUp);
    expect(plan).toHaveBeenCalledTimes(3);
  });
});
