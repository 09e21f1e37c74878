import postgres from 'postgres';
import { isConnectionLost } from './connection-lost.ts';

export type Lock = {
  /** False once the connection that held it is gone, and with it the lock. */
  isHeld(): boolean;
  release(): Promise<void>;
};

export type Locks = {
  /** Null when another instance, or this one, holds it. */
  tryAcquire(key: string): Promise<Lock | null>;
  /** Ends the connection: everything held goes to others. */
  close(): Promise<void>;
};

/**
 * Session advisory locks on a connection of their own: the server frees them the moment it ends.
 *
 * They save double work and no more: relays and consumers stay correct while two of them believe
 * to be the active one (appends and effects happen once by event id).
 */
export function openLocks(pool: postgres.Sql): Locks {
  let connectionNumber = 0;
  const held = new Map<string, Lock>();
  const client = postgres({
    ...pool.options,
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    connection: {
      ...pool.options.connection,
      application_name: `${pool.options.connection.application_name ?? 'caravan'} locks`,
      // A machine that vanished without a word loses its locks within seconds, not hours.
      tcp_keepalives_idle: 5,
      tcp_keepalives_interval: 2,
      tcp_keepalives_count: 3,
    },
    onclose: () => {
      connectionNumber += 1;
    },
  } as unknown as postgres.Options<Record<string, never>>);

  const unlock = async (key: string) => {
    try {
      await client`select pg_advisory_unlock(hashtextextended(${key}, 0))`;
    } catch (error) {
      // The lock went with the connection.
      if (!isConnectionLost(error)) throw error;
    }
  };

  return {
    async tryAcquire(key) {
      // The server counts locks of one session, so holding it here has to be told apart.
      if (held.get(key)?.isHeld()) return null;
      const acquiredOn = connectionNumber;
      const [row] = await client`select pg_try_advisory_lock(hashtextextended(${key}, 0)) as acquired`;
      if (!row?.acquired) return null;
      if (acquiredOn !== connectionNumber) {
        await unlock(key);
        return null;
      }
      const lock: Lock = {
        isHeld: () => acquiredOn === connectionNumber && held.get(key) === lock,
        async release() {
          if (!lock.isHeld()) return;
          held.delete(key);
          await unlock(key);
        },
      };
      held.set(key, lock);
      return lock;
    },
    close: () => client.end({ timeout: 1 }),
  };
}
