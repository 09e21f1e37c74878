import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { codes, once, openTestRouter, type TestRouter } from '../harness/test-router.ts';

/** A wire between router and subgraph that can be cut. */
function openWire(target: URL): Promise<{ url: string; cut(): void; stop(): void; restore(): void }> {
  const sockets = new Set<Socket>();
  let broken = false;
  const server: Server = createServer((incoming) => {
    if (broken) return void incoming.destroy();
    const outgoing = connect(Number(target.port), target.hostname);
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        incoming.destroy();
        outgoing.destroy();
      });
    }
    incoming.pipe(outgoing);
    outgoing.pipe(incoming);
  });
  const cut = () => {
    broken = true;
    for (const socket of sockets) socket.destroy();
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        cut,
        restore: () => {
          broken = false;
        },
        stop: () => {
          cut();
          server.close();
        },
      }),
    );
  });
}

describe('a subscription whose upstream connection is lost', () => {
  let caravan: TestRouter;
  let wire: Awaited<ReturnType<typeof openWire>>;
  let shop: Awaited<ReturnType<typeof serveSubgraph>>;
  beforeAll(async () => {
    const local = await openTestRouter();
    const logger = createLogger({ level: 'silent', name: 'shop' });
    const [people, goods, money] = local.subgraphs;
    if (!people || !goods || !money) throw new Error('three subgraphs');
    shop = await serveSubgraph(goods, { configuration: local.configuration, port: 0, logger });
    wire = await openWire(new URL(shop.url));
    const { startRouter } = await import('../../src/start-router.ts');
    const router = await startRouter({
      configuration: local.configuration,
      logger,
      jwks: async () => local.tokens.jwks,
      port: 0,
      subgraphs: [
        { kind: 'local', subgraph: people },
        { kind: 'remote', name: 'shop', urls: [wire.url] },
        { kind: 'local', subgraph: money },
      ],
    });
    await local.router.stop();
    const { openClient } = await import('../harness/test-router.ts');
    caravan = {
      ...local,
      router,
      socket: () => openClient(router.url),
      stop: async () => {
        await router.stop();
        await shop.stop();
        await local.stop();
      },
    };
  });
  afterAll(async () => {
    await caravan.stop();
    wire.stop();
  });

  const query = 'subscription { orderUpdated(id: "o1") { status paymentStatus } }';
  const event = (status: string, paymentStatus: string) => ({ data: { orderUpdated: { status, paymentStatus } } });

  test('goes on: what was missed comes once, nothing comes twice', async () => {
    const { world } = caravan;
    const events = caravan.socket().iterate({ query });
    expect((await events.next()).value).toEqual(event('PLACED', 'PENDING'));

    wire.cut();
    await vi.waitFor(() => expect(world.feed.watchers).toBe(0));
    wire.restore();
    await vi.waitFor(() => expect(world.feed.watchers).toBe(1), 5_000);
    // Nothing happened meanwhile: the state that is sent anew is not shown again.
    world.paymentStatus.set('o1', 'CAPTURED');
    world.update('o1', 'PLACED');
    expect((await events.next()).value).toEqual(event('PLACED', 'CAPTURED'));

    wire.cut();
    await vi.waitFor(() => expect(world.feed.watchers).toBe(0));
    world.update('o1', 'SHIPPED');
    wire.restore();
    expect((await events.next()).value).toEqual(event('SHIPPED', 'CAPTURED'));
    world.update('o1', 'DELIVERED');
    expect((await events.next()).value).toEqual(event('DELIVERED', 'CAPTURED'));
    await events.return?.();
    await vi.waitFor(() => expect(world.feed.watchers).toBe(0));
  });

  test('cannot start while the subgraph is away, and says so', async () => {
    wire.cut();
    // The socket of the test before may still be open for a while.
    await vi.waitFor(async () => expect(codes(await once(caravan.socket(), query))).toEqual(['UNAVAILABLE']), 10_000);
    wire.restore();
    await vi.waitFor(async () => expect(codes(await once(caravan.socket(), query))).toEqual([]), 10_000);
    await vi.waitFor(() => expect(caravan.world.feed.watchers).toBe(0));
  });
});
