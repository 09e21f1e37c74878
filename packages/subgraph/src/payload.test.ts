import { type InvalidInput, invalidInput, type NotFound, notFound } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import { describe, expect, test } from 'vitest';
import { payload } from './payload.ts';

type ShipNotReady = { kind: 'ShipNotReady'; missing: string[] };
type Ship = { id: string };
const sail = (result: Result<Ship, NotFound | ShipNotReady>) =>
  payload(result, 'ship', { ShipNotReady: ({ missing }) => `Missing: ${missing.join(', ')}.` });

describe('payload', () => {
  test('carries the value and no errors', () => {
    expect(sail(ok({ id: '1' }))).toEqual({ ship: { id: '1' }, errors: [] });
  });

  test('carries every refusal with its type, message, path and data', () => {
    expect(
      sail(fail<NotFound | ShipNotReady>({ kind: 'ShipNotReady', missing: ['crew'] }, notFound(['input', 'id']))),
    ).toEqual({
      ship: null,
      errors: [
        { __typename: 'ShipNotReady', message: 'Missing: crew.', path: [], missing: ['crew'] },
        {
          __typename: 'NotFound',
          message: 'There is no such thing, or it is not yours to see.',
          path: ['input', 'id'],
        },
      ],
    });
  });

  test('knows the messages of shared refusals, which may be replaced', () => {
    const refused: Result<Ship, InvalidInput | NotFound> = fail(invalidInput(['input', 'name'], 'Too long.'));
    expect(payload(refused, 'ship').errors).toEqual([
      { __typename: 'InvalidInput', message: 'Too long.', path: ['input', 'name'] },
    ]);
    expect(payload(refused, 'ship', { InvalidInput: () => 'Other.' }).errors[0]?.message).toBe('Other.');
  });

  test('spreads several fields', () => {
    const both: Result<{ ship: Ship; berth: number }, NotFound> = ok({ ship: { id: '1' }, berth: 2 });
    expect(payload(both, ['ship', 'berth'])).toEqual({ ship: { id: '1' }, berth: 2, errors: [] });
    const refused = fail(notFound([])) as Result<{ ship: Ship; berth: number }, NotFound>;
    expect(payload(refused, ['ship', 'berth'])).toMatchObject({ ship: null, berth: null });
  });

  test('does not compile without a message for each kind', () => {
    const refused: Result<Ship, ShipNotReady> = fail({ kind: 'ShipNotReady', missing: [] });
    // @ts-expect-error: the message of ShipNotReady is missing
    expect(() => payload(refused, 'ship', {})).toThrow('No message');
    // @ts-expect-error: the messages are missing
    expect(() => payload(refused, 'ship')).toThrow('No message');
  });
});
