import { createRequire } from 'node:module';
import type { ICustomPartitioner, ProducerBatch, RecordMetadata } from 'kafkajs';
import { expect, test } from 'vitest';
import { openChoices } from './append.ts';

const load = createRequire(import.meta.url);
type Written = { topic: string; partitions: { partition: number; messages: unknown[] }[] }[];
type SendMessages = (batch: ProducerBatch) => Promise<RecordMetadata[]>;
/** As a producer of kafkajs sends. */
const createSend = load('kafkajs/src/producer/sendMessages.js') as (options: object) => SendMessages;
const createRetry = load('kafkajs/src/retry/index.js') as (options: object) => unknown;

/** Two brokers that lead a partition each; the second is lost at its first request, and the first leads both then. */
function failingOver(createPartitioner: ICustomPartitioner) {
  const leaders = ['0', '1'];
  const kept = new Set<number>();
  const answerOf = (topics: Written) => ({
    topics: topics.map(({ topic, partitions }) => ({
      topicName: topic,
      partitions: partitions.map(({ partition }) => ({ partition, errorCode: 0 })),
    })),
  });
  const brokers = ['0', '1'].map((nodeId) => ({
    nodeId,
    async produce({ topicData }: { topicData: Written }) {
      if (nodeId === '1') {
        await new Promise((resolve) => setTimeout(resolve, 20));
        leaders[1] = '0';
        throw Object.assign(new Error('lost'), { name: 'KafkaJSConnectionClosedError', retriable: true });
      }
      for (const { partitions } of topicData) for (const { partition } of partitions) kept.add(Number(partition));
      return answerOf(topicData);
    },
  }));
  const nothing = async () => undefined;
  const cluster = {
    refreshMetadataIfNecessary: nothing,
    refreshMetadata: nothing,
    addMultipleTargetTopics: nothing,
    removeBroker: () => undefined,
    isConnected: () => true,
    findTopicPartitionMetadata: () => leaders.map((leader, partitionId) => ({ partitionId, leader: Number(leader) })),
    findLeaderForPartitions: (_topic: string, partitions: string[]) =>
      Object.groupBy(partitions.map(Number), (partition) => leaders[partition] ?? ''),
    findBroker: async ({ nodeId }: { nodeId: string }) => brokers[Number(nodeId)],
  };
  const eosManager = {
    acquireBrokerLock: nothing,
    releaseBrokerLock: nothing,
    isTransactional: () => false,
    getSequence: () => 0,
    updateSequence: () => undefined,
    getProducerId: () => 1,
    getProducerEpoch: () => 1,
  };
  const logger = { error: () => undefined, debug: () => undefined };
  const retrier = createRetry({ retries: 4, initialRetryTime: 1, maxRetryTime: 2 });
  return { send: createSend({ logger, cluster, partitioner: createPartitioner(), eosManager, retrier }), kept };
}

const messages = Array.from({ length: 20 }, (_, number) => ({ key: `subject ${number}`, value: '{}' }));
const batch = { acks: -1, topicMessages: [{ topic: 'orders', messages }] };

test('what a lost leader had not taken is not called sent because another broker has answered', async () => {
  const choices = openChoices();
  const { send, kept } = failingOver(choices.createPartitioner);
  await expect(choices.allAnswered(() => send(batch))).rejects.toThrow('orders 1');
  expect([...kept]).toEqual([0]);
  await choices.allAnswered(() => send(batch));
  expect(kept).toEqual(new Set([0, 1]));
});

test('mutant: taken at its word, kafkajs loses it', async () => {
  const { send, kept } = failingOver(openChoices().createPartitioner);
  await send(batch);
  expect([...kept]).toEqual([0]);
});
