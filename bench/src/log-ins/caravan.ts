import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GraphqlClient, openGraphqlClient } from '@caravan/cli/client/graphql-client';
import { registerAndSignIn, type SignedIn } from '@caravan/cli/client/people';
import { startChild } from '../machine/child.ts';
import { freePort } from '../machine/free-port.ts';

export type BenchedCaravan = AsyncDisposable & {
  readonly client: GraphqlClient;
  readonly people: readonly SignedIn[];
};

const cli = fileURLToPath(import.meta.resolve('@caravan/cli/main'));

/** A whole Caravan in one process as `npm start` runs it, at full cost of hashes, and people who can log in. */
export async function startCaravan(people: number): Promise<BenchedCaravan> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'caravan-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const [port, sandboxPort] = await Promise.all([freePort(), freePort()]);
  const environment = {
    CARAVAN_DATA: folder,
    CARAVAN_DEMO: 'false',
    LOG_LEVEL: 'error',
    CACHE: 'off',
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    LIMIT_LOG_INS_PER_MINUTE: '1000000',
  };
  const child = startChild([process.execPath, cli, 'start'], { environment });
  opened.defer(() => child.stop());
  await child.says(/^Caravan is running/);
  const client = openGraphqlClient(`http://127.0.0.1:${port}`);
  opened.defer(() => client.close());
  const signedIn: SignedIn[] = [];
  for (let index = 0; index < people; index += 1)
    signedIn.push(await registerAndSignIn(client, person(), address(index)));
  const everything = opened.move();
  return { client, people: signedIn, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}

/** Everybody calls from elsewhere (documentation range of RFC 5737), so that limits by address do not meet. */
export function address(index: number): string {
  return `198.51.100.${index % 256}`;
}

function person() {
  const username = `bench_${randomBytes(4).toString('hex')}`;
  return { username, email: `${username}@caravan.example`, password: 'Aa1-person-of-a-bench', displayName: 'Bench' };
}
