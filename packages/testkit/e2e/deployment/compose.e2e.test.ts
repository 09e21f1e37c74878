import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { type GraphqlClient, openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { readCompose } from '@caravan/testkit/compose-file';
import { createDatabases, dropDatabases, withoutPsql } from '@caravan/testkit/composed-databases';
import { type ComposedPart, ourServices, placesOfParts, startComposed } from '@caravan/testkit/composed-parts';
import { startProxy, withoutProxy } from '@caravan/testkit/composed-proxy';
import { freePort } from '@caravan/testkit/free-port';
import { buildImageTree, type ImageTree, withoutImageTree } from '@caravan/testkit/image-tree';
import { startKafkaBroker, withoutKafka } from '@caravan/testkit/kafka-broker';
import { startMailbox } from '@caravan/testkit/mailbox';
import { openPeople, type People } from '@caravan/testkit/people';
import { type S3Peer, startS3Peer, withoutS3 } from '@caravan/testkit/s3-peer';
import { testAdmin } from '@caravan/testkit/settings';
import { startTraceSink, type TraceSink } from '@caravan/testkit/trace-sink';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runWholeTrade } from '../whole-trade.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const without = withoutKafka ?? withoutS3 ?? withoutProxy ?? withoutPsql ?? withoutImageTree;
if (without) console.log(`The deployment of docker-compose.yml is not run: this ${without}.`);

/**
 * What docker-compose.yml and the Dockerfile describe, without Docker: the image's files and installed dependencies, its
 * services as processes of the image's user with their commands and environments, its proxy, its S3 server, a Kafka and
 * a Postgres, and a mailbox in place of Mailpit.
 */
describe.skipIf(without)('the services of docker-compose.yml as plain processes', () => {
  const compose = readCompose(join(workspace, 'docker-compose.yml'));
  const opened = new AsyncDisposableStack();
  const parts: ComposedPart[] = [];
  let s3: S3Peer;
  let client: GraphqlClient;
  let people: People;
  let proxyUrl = '';
  let traces: TraceSink;
  let image: ImageTree;

  beforeAll(async () => {
    const made = parseEnv(execFileSync('sh', ['deploy/make-env.sh'], { cwd: workspace, encoding: 'utf8' }));
    const admin = { CARAVAN_ADMIN_EMAIL: testAdmin.email, CARAVAN_ADMIN_PASSWORD: testAdmin.password };
    // The administrator of tests has no phone.
    const variables = { ...made, ...admin, MFA_REQUIRED_FOR_STAFF: 'false' };
    const { S3_ACCESS_KEY_ID: accessKeyId = '', S3_SECRET_ACCESS_KEY: secretAccessKey = '' } = made;

    image = buildImageTree();
    opened.defer(() => image.remove());
    opened.defer(() => dropDatabases(inject('postgresUrl')));
    const [kafka, peer, mailbox, sink, proxyPort] = await Promise.all([
      startKafkaBroker(),
      startS3Peer({ accessKeyId, secretAccessKey }),
      startMailbox(),
      startTraceSink(),
      freePort(),
    ]);
    opened.defer(() => Promise.all([kafka.remove(), peer.stop(), mailbox.stop(), sink.stop()]).then(() => {}));
    s3 = peer;
    traces = sink;

    const places = await placesOfParts(compose);
    const addresses = new Map([
      ...places,
      ['postgres:5432', createDatabases(inject('postgresUrl'), made)],
      ['kafka:9092', kafka.brokers],
      ['s3:7070', new URL(peer.endpoint).host],
      ['mailpit:1025', new URL(mailbox.smtpUrl).host],
      ['collector:4318', sink.address],
      ['proxy:8080', `127.0.0.1:${proxyPort}`],
      ['localhost:8080', `127.0.0.1:${proxyPort}`],
      ['localhost:4001', places.get('sandbox:4001') ?? ''],
    ]);
    const start = async (service: (typeof services)[number]) => {
      const part = await startComposed(service, { variables, addresses, image });
      parts.push(part);
    };
    const services = ourServices(compose);
    const isRouter = ([, { command }]: (typeof services)[number]) => command?.[0] === 'router';
    await Promise.all(services.filter((service) => !isRouter(service)).map(start));
    await Promise.all(services.filter(isRouter).map(start));

    const proxy = await startProxy(String(proxyPort), addresses);
    opened.defer(() => proxy.stop());
    proxyUrl = proxy.url;
    client = openGraphqlClient(proxy.url);
    opened.defer(() => client.close());
    people = openPeople({ ...client, url: mailbox.url });
  }, 300_000);

  afterAll(async () => {
    for (const { process } of parts) process.terminate();
    await Promise.all(parts.map(({ process }) => process.ended));
    await opened.disposeAsync();
  }, 60_000);

  test('all are up, as the health check of each container asks', async () => {
    expect(parts.map(({ name }) => name).sort()).toEqual([
      'identity',
      'marketplace',
      'payments',
      'router-1',
      'router-2',
      'sandbox',
    ]);
    const codes = await Promise.all(parts.map(async ({ name, checkHealth }) => [name, await checkHealth()]));
    expect(codes).toEqual(parts.map(({ name }) => [name, 0]));
  });

  test('a whole trade through the proxy, over sockets too', async () => {
    await runWholeTrade(client, people);
  });

  test('a bulk upload is streamed through a router to S3, where the subgraph finds it', async () => {
    const vendor = await people.vendor({ name: 'uploads' });
    const as = { token: vendor.token };
    const errors = 'errors { __typename ... on UserError { message } }';
    const { fileId, uploadUrl } = await client.mutate<{ fileId: string; uploadUrl: string }>(
      `mutation CreateImportUpload($input: CreateImportUploadInput!) { createImportUpload(input: $input) { fileId uploadUrl ${errors} } }`,
      { storeId: vendor.storeId },
      as,
    );
    expect(uploadUrl.startsWith(`${proxyUrl}/files/`)).toBe(true);
    const body = 'handle,title,sku,price,stock\nuploaded,Uploaded,UP-1,1.00,5\n';
    const put = () => fetch(uploadUrl, { method: 'PUT', body, headers: { 'content-type': 'text/csv' } });
    expect([(await put()).status, (await put()).status]).toEqual([201, 409]);
    expect(readdirSync(join(s3.folder, 'caravan'), { recursive: true }).join(' ')).toContain('.json');
    const { importJob } = await client.mutate<{ importJob: { id: string } }>(
      `mutation ImportProducts($input: ImportProductsInput!) { importProducts(input: $input) { importJob { id } ${errors} } }`,
      { storeId: vendor.storeId, fileId, mode: 'ALL_OR_NOTHING', idempotencyKey: 'upload' },
      as,
    );
    type Import = { importUpdated: { status: string; failure: string | null } };
    const { importUpdated: ended } = await client.waitFor<Import>(
      'subscription ImportUpdated($id: ID!) { importUpdated(id: $id) { status failure } }',
      { id: importJob.id },
      ({ importUpdated: { status } }) => status === 'COMPLETED' || status === 'FAILED',
      { ...as, timeoutMs: 60_000 },
    );
    expect(ended).toEqual({ status: 'COMPLETED', failure: null });
  });

  test('what is for whoever runs it is told inside only', async () => {
    for (const path of ['/metrics', '/health/live', '/health/ready']) {
      expect((await fetch(`${proxyUrl}${path}`)).status).toBe(404);
      for (const { name, url } of parts.filter((part) => part.name.startsWith('router')))
        expect([name, path, (await fetch(`${url}${path}`)).status]).toEqual([name, path, 200]);
    }
  });

  test('no part writes anywhere: neither to the image nor to its folder of data', () => {
    expect(image.written()).toEqual([]);
    for (const { name, folder } of parts) expect([name, readdirSync(folder)]).toEqual([name, []]);
  });

  test('a router that stops loses nobody: the proxy leads to the other', async () => {
    const router = parts.find(({ name }) => name === 'router-1');
    const ended = router?.process.ended.then((code) => ({ code }));
    let over = false;
    void ended?.then(() => {
      over = true;
    });
    router?.process.terminate();
    const answers: unknown[] = [];
    while (!over || answers.length < 20) {
      const { data, errors } = await client.ask<{ products: unknown }>(
        'query Up { products(first: 1) { nodes { id } } }',
      );
      answers.push(data?.products ? 'answered' : errors);
    }
    expect(new Set(answers)).toEqual(new Set(['answered']));
    expect(await ended).toEqual({ code: 0 });
  });

  test('SIGTERM ends each part in order, and the last traces reach the collector', async () => {
    for (const { process } of parts) process.terminate();
    const codes = await Promise.all(parts.map(async ({ name, process }) => [name, await process.ended]));
    expect(codes).toEqual(parts.map(({ name }) => [name, 0]));
    expect(traces.deliveries()).toBeGreaterThan(0);
  });
});
