import { expect, test } from 'vitest';
import { patiently } from './admin.ts';

function failing(times: number, fields: object) {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked <= times) throw Object.assign(new Error('This server is not the leader'), fields);
    return asked;
  };
  return { ask, asked: () => asked };
}

test('what brokers say that may be asked again is asked again', async () => {
  expect(await patiently(failing(2, { name: 'KafkaJSProtocolError', retriable: true }).ask)).toBe(3);
});

test.each([
  ['is final', { name: 'KafkaJSProtocolError', retriable: false }, 1],
  ['was asked often enough by kafkajs', { name: 'KafkaJSNumberOfRetriesExceeded', retriable: true }, 1],
  ['does not end', { name: 'KafkaJSProtocolError', retriable: true }, 3],
])('what %s is thrown', async (_name, fields, times) => {
  const { ask, asked } = failing(100, fields);
  await expect(patiently(ask, 3)).rejects.toThrow('not the leader');
  expect(asked()).toBe(times);
});
