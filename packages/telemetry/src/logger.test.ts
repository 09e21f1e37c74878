import { runInOperation } from '@caravan/core/operation-context';
import { describe, expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function logged(work: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', name: 'test', destination: { write: (line) => lines.push(line) } });
  work(logger);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const canary = 'canary-4711';

describe('a log line', () => {
  test.each([
    'authorization',
    'Cookie',
    'set-cookie',
    'x-api-key',
    'x-caravan-caller',
    'password',
    'token',
    'refreshToken',
    'guestToken',
    'email',
    'identifier',
    'phone',
    'variables',
    'params',
    'code',
    'sealed',
  ])('never shows %s, at any depth', (name) => {
    const lines = logged((logger) => {
      logger.info({ [name]: canary }, 'flat');
      logger.info({ request: { headers: { [name]: canary }, list: [{ [name]: { value: canary } }] } }, 'deep');
      logger
        .child({})
        .child({ request: { [name]: canary } })
        .info('child');
    });
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain(canary);
  });

  test('shows what is no secret', () => {
    const fields = { code: 'NOT_FOUND', at: new Date(0), list: [1, { name: 'x' }], none: null };
    const [line] = logged((logger) => logger.info({ ...fields, exit: { code: '40P01' } }, 'shown'));
    expect(line).toMatchObject({ ...fields, at: '1970-01-01T00:00:00.000Z', exit: { code: '40P01' }, msg: 'shown' });
  });

  test('carries the running operation', () => {
    const context = { correlationId: 'request-1', causationId: null, principalId: 'person-1' };
    const [inside, outside] = logged((logger) => {
      runInOperation(context, () => logger.info('inside'));
      logger.info('outside');
    });
    expect(inside).toMatchObject({ requestId: 'request-1', principalId: 'person-1' });
    expect(inside).not.toHaveProperty('causationId');
    expect(outside).not.toHaveProperty('requestId');
  });

  test('shows errors and their causes without statement parameters', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: `(email)=(${canary})` });
    const error = Object.assign(
      new Error(`Failed query: insert into t values ($1)\nparams: ${canary}\n${canary}`, { cause }),
      {
        params: [canary],
      },
    );
    const lines = logged((logger) => {
      logger.error({ err: error }, 'failed');
      logger.error({ error }, 'failed');
      logger.error(error);
    });
    expect(lines[0]).toMatchObject({
      err: {
        type: 'Error',
        message: 'Failed query: insert into t values ($1)',
        stack: expect.stringContaining('logger.test.ts'),
        cause: { message: 'duplicate key', code: '23505' },
      },
    });
    expect(JSON.stringify(lines)).not.toContain(canary);
  });
});
