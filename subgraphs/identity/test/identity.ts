import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Configuration, type Environment, parseConfiguration } from '@caravan/config/configuration';
import type { EventEnvelope } from '@caravan/contracts/event';
import { invariant } from '@caravan/core/errors';
import { createPager } from '@caravan/core/pages';
import { anonymous, type Caller, type Principal, type Role, scopesOf } from '@caravan/core/principal';
import { type Database, openDatabase } from '@caravan/database/database';
import { provisionSchema } from '@caravan/database/provision';
import { logSchema } from '@caravan/events/embedded-log';
import { eventsMigrations } from '@caravan/events/outbox';
import { openSealer, type Sealer } from '@caravan/events/sealing';
import { type FileStore, openFileStore } from '@caravan/files/file-store';
import type { RouteResponse } from '@caravan/subgraph/route';
import { createLogger } from '@caravan/telemetry/logger';
import { testDatabase } from '@caravan/testkit/database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { logIn } from '../src/accounts/usecases/log-in.ts';
import { createDeps, type Deps } from '../src/deps.ts';
import { accountLetters } from '../src/letters/letters.consumers.ts';
import { lettersTo } from '../src/letters/letters.usecases.ts';
import { register } from '../src/registrations/registrations.usecases.ts';
import { verifyEmail } from '../src/registrations/verification.usecases.ts';
import { rotateSigningKeys } from '../src/signing-keys/signing-keys.usecases.ts';

export const password = 'Correct7Horse';
const startTime = new Date('2026-11-21T10:00:00Z');

/** Passwords cost little and limits are wide, unless a test sets them itself. */
export function configure(environment: Environment = {}): Configuration {
  const secret = 'x'.repeat(32);
  const secrets = ['IDENTITY_KEY_ENCRYPTION_KEY', 'CALLER_SECRET', 'CURSOR_SECRET', 'SEALING_KEY', 'FILE_SECRET'];
  const sandbox = { SANDBOX_SECRET: secret, SANDBOX_API_KEY: secret, SANDBOX_WEBHOOK_SECRET: secret };
  return parseConfiguration({
    ...Object.fromEntries(secrets.map((name) => [name, secret])),
    ...sandbox,
    BCRYPT_COST: '4',
    PASSWORD_HASH_WAIT_MS: '60000',
    ...environment,
  });
}

export type TestIdentity = {
  readonly deps: Deps;
  readonly clock: { time: Date };
  readonly logLines: string[];
  /** The same with other settings. */
  withSettings(environment: Environment): Deps;
  /** Another process: its own pool is not needed to have its own caches. */
  anotherProcess(): Deps;
  /** The same with database connections of its own, for what is only true over several of them. */
  withOwnPool(environment?: Environment): Deps;
  passSeconds(seconds: number): void;
  /** Mails and texts to an email or phone, the newest first. */
  mailsTo(recipient: string): Promise<ReceivedLetter[]>;
  codeFor(email: string): Promise<string>;
  events(type: string): Promise<EventEnvelope[]>;
};

export type ReceivedLetter = { readonly id: string; readonly subject: string; readonly body: string };

/** Identity on a database of this test file, at a fixed time that tests move. Call it at the top of a file. */
export function testIdentity(environment: Environment = {}): TestIdentity {
  const { database, url, adminUrl } = testDatabase('identity', [
    { name: 'events', folder: eventsMigrations },
    { name: 'identity', folder: new URL('../migrations/', import.meta.url) },
  ]);
  const clock = { time: startTime };
  const logLines: string[] = [];
  const logger = createLogger({ level: 'info', name: 'test', destination: { write: (line) => logLines.push(line) } });
  const sealer = testSealer(adminUrl);
  const files = testFiles(() => clock.time);
  const make = (more: Environment = {}) => {
    const configuration = configure({ ...environment, ...more });
    const made = createDeps({
      configuration,
      database,
      sealer,
      logger,
      files,
      pager: createPager('u'.repeat(32)),
      now: () => clock.time,
      publicUrl: () => baseUrl,
    });
    // The clock of the database stands where the test's stands, also for a process whose own is wrong.
    return { ...made, sharedNow: async () => clock.time };
  };
  const deps = make();

  beforeAll(() => rotateSigningKeys(deps), 60_000);
  beforeEach(() => {
    clock.time = startTime;
    logLines.length = 0;
  });
  return {
    deps,
    clock,
    logLines,
    withSettings: make,
    anotherProcess: () => make(),
    withOwnPool: (more) => ({ ...make(more), database: ownPool(url) }),
    passSeconds(seconds) {
      clock.time = new Date(clock.time.getTime() + seconds * 1000);
    },
    ...observations(deps),
  };
}

function ownPool(url: string): Database {
  const database = openDatabase({ url, schema: 'identity', poolSize: 6, statementTimeoutMs: 15_000, attempts: 8 });
  afterAll(() => database.close());
  return database;
}

const baseUrl = 'http://127.0.0.1:4000';

/** A folder for this test file, which goes with it. */
function testFiles(now: () => Date): FileStore {
  const folder = mkdtempSync(join(tmpdir(), 'caravan-identity-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return openFileStore({ folder, secret: 'x'.repeat(32), baseUrl, now });
}

/** Seals for real; opened before the first test. */
function testSealer(adminUrl: string): Sealer {
  let opened: Sealer | undefined;
  const sealer = () => {
    invariant(opened, 'the sealer is opened before the tests');
    return opened;
  };
  beforeAll(async () => {
    const url = await provisionSchema({ adminUrl, name: logSchema, password: 'log' });
    opened = await openSealer({ url, sealingKey: 'x'.repeat(32) });
  }, 60_000);
  afterAll(() => opened?.close());
  return {
    seal: (userId, fields) => sealer().seal(userId, fields),
    sealFor: (userId) => sealer().sealFor(userId),
    unseal: (sealed) => sealer().unseal(sealed),
    unsealMany: (sealed) => sealer().unsealMany(sealed),
    erase: (userId) => sealer().erase(userId),
    close: () => sealer().close(),
  };
}

/** What the outside saw of it. */
function observations(deps: Deps): Pick<TestIdentity, 'mailsTo' | 'codeFor' | 'events'> {
  const { query } = deps.database;
  let handled = 0n;
  const mailsTo = async (to: string) => {
    handled = await writeLetters(deps, handled);
    const letters = await lettersTo(deps, { to });
    return letters.map(({ id, ...sent }) =>
      sent.channel === 'MAIL'
        ? { id, subject: sent.letter.subject, body: sent.letter.text }
        : { id, subject: 'Text message', body: sent.body },
    );
  };
  return {
    mailsTo,
    async codeFor(email) {
      const [newest] = await mailsTo(email);
      const code = /\b\d{6}\b/.exec(newest?.body ?? '')?.[0];
      invariant(code, 'a code was mailed');
      return code;
    },
    async events(type) {
      const rows = await query.execute<{ envelope: EventEnvelope }>(
        sql`select envelope from outbox where envelope->>'type' = ${type} order by seq`,
      );
      return rows.map(({ envelope }) => envelope);
    },
  };
}

/** Does what the consumer does with what was published since. */
async function writeLetters(deps: Deps, since: bigint): Promise<bigint> {
  const rows = await deps.database.query.execute<{ seq: string; envelope: EventEnvelope }>(
    sql`select seq, envelope from outbox where seq > ${since} order by seq`,
  );
  for (const { envelope } of rows) {
    const subscription = accountLetters.subscriptions.find(({ contract }) => contract.type === envelope.type);
    if (subscription) await deps.database.transaction((tx) => subscription.handle(deps, tx, envelope));
  }
  return rows.reduce((last, { seq }) => (BigInt(seq) > last ? BigInt(seq) : last), since);
}

/** The text of a route's answer. */
export function bodyOf(answer: RouteResponse | undefined): string {
  invariant(typeof answer?.body === 'string', 'the route answered a text');
  return answer.body;
}

let people = 0;

export type TestPerson = { id: string; email: string; username: string };

/** Somebody new, registered but not verified. */
export async function registered(
  { deps }: Pick<TestIdentity, 'deps'>,
  { guestToken = null, ...names }: { email?: string; username?: string; guestToken?: string | null } = {},
): Promise<Omit<TestPerson, 'id'>> {
  people += 1;
  const username = names.username ?? `person_${people}`;
  const email = names.email ?? `${username}@example.com`;
  const result = await register(deps, { caller: callerAt(null), input: { email, username, password }, guestToken });
  invariant(result.ok, 'the registration was accepted');
  return { email, username };
}

/** Somebody new who can log in. */
export async function verified(
  identity: Pick<TestIdentity, 'deps' | 'codeFor'>,
  names: Parameters<typeof registered>[1] = {},
): Promise<TestPerson> {
  const person = await registered(identity, names);
  const result = await verifyEmail(identity.deps, { email: person.email, code: await identity.codeFor(person.email) });
  invariant(result.ok, 'the code is right');
  return { ...person, id: result.value.id };
}

/** The tokens of a new session. */
export async function loggedIn(deps: Deps, { email }: Pick<TestPerson, 'email'>, guestToken: string | null = null) {
  const result = await logIn(deps, { caller: callerAt(null), identifier: email, password, guestToken });
  invariant(result.ok && result.value.session, 'the log-in was accepted');
  return result.value.session;
}

export function callerAt(clientAddress: string | null, principal: Principal = anonymous): Caller {
  return { principal, requestId: 'request-1', clientAddress, userAgent: 'vitest' };
}

export function principalOf(
  id: string,
  roles: readonly Role[] = ['CUSTOMER'],
  sessionId: string | null = null,
): Principal {
  return { kind: 'user', id, sessionId, roles, scopes: scopesOf(roles) };
}

/** Runs so many calls at once. */
export function atOnce<Value>(times: number, call: (index: number) => Promise<Value>): Promise<Value[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(index)));
}
