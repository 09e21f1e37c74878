import { createClient } from 'redis';

/** Commands that wait for the server; what comes on top fails at once. */
const waitingCommands = 2_000;

export type RedisClient = ReturnType<typeof openRedis>;

/** A client that fails at once while the server is away, and comes back to it by itself. It is yet to be connected. */
export function openRedis(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: waitingCommands,
    socket: { connectTimeout: 1_000, reconnectStrategy: (retries) => Math.min(100 * 2 ** Math.min(retries, 6), 5_000) },
  });
}
