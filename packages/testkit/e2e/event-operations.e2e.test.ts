import { randomUUID } from 'node:crypto';
import { eventsCommand } from '@caravan/cli/commands/events';
import { AddressRemoved } from '@caravan/contracts/identity';
import { testCaravan } from '@caravan/testkit/caravan';
import { runCli } from '@caravan/testkit/cli-process';
import type { Vendor } from '@caravan/testkit/people';
import postgres from 'postgres';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** Commands about events beside a running Caravan: in this process, but for those that a person ends. */
// Without a geocoder an address is announced once, so events can be counted.
const caravan = testCaravan({ EVENT_POLL_MS: '200', GEOCODER: 'none' });
let opened: postgres.Sql | undefined;
const admin = () => {
  opened ??= postgres(caravan.adminUrl, { max: 2, onnotice: () => {} });
  return opened;
};
afterAll(() => opened?.end());

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
    printed.push(String(line));
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const [variable, value] of Object.entries(caravan.environment)) vi.stubEnv(variable, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Generous, since the machine may be busy with other tests. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 10 });

async function events(...args: string[]): Promise<string> {
  printed.length = 0;
  await eventsCommand.parseAsync(args, { from: 'user' });
  return printed.join('\n');
}

type Status = { consumer: string; state: string; lag: number; dead: number; parked: number; rebuildable: boolean };
const statusOf = async (consumer: string) =>
  (JSON.parse(await events('consumers', '--json')) as Status[]).find((status) => status.consumer === consumer);

const errors = 'errors { __typename ... on UserError { message } }';
const addStaff = `mutation AddStoreStaff($input: AddStoreStaffInput!) { addStoreStaff(input: $input) { store { id } ${errors} } }`;
const removeStaff = `mutation RemoveStoreStaff($input: RemoveStoreStaffInput!) { removeStoreStaff(input: $input) { store { id } ${errors} } }`;
const removeAddress = `mutation RemoveAddress($input: RemoveAddressInput!) { removeAddress(input: $input) { user { id } ${errors} } }`;

async function hire({ token, storeId }: Vendor): Promise<string> {
  const { id: userId } = await caravan.people.customer('clerk');
  await caravan.client.mutate(addStaff, { storeId, userId, role: 'CLERK' }, { token });
  return userId;
}

/** Somebody moves house, and a store takes on two people and lets one go. */
async function live(vendor: Vendor): Promise<void> {
  const person = await caravan.people.customer('mover');
  const former = await caravan.people.addressOf(person);
  await caravan.client.mutate(removeAddress, { addressId: former }, { token: person.token });
  await caravan.people.addressOf(person);
  const userId = await hire(vendor);
  await hire(vendor);
  await caravan.client.mutate(removeStaff, { storeId: vendor.storeId, userId }, { token: vendor.token });
}

const addressRows = () => admin()`select id, user_id, address from marketplace.addresses order by id`;
const staffRows = (schema: 'marketplace' | 'payments') =>
  admin()`select store_id, user_id, role from ${admin()(schema)}.store_staff order by 1, 2`;
const caughtUp = async (consumer: string) => {
  await expect
    .poll(async () => (await admin()`select 1 from identity.outbox where published_at is null`).length)
    .toBe(0);
  await expect
    .poll(async () => (await admin()`select 1 from marketplace.outbox where published_at is null`).length)
    .toBe(0);
  await eventually(async () => (await statusOf(consumer))?.lag).toBe(0);
};

describe('caravan events pause and resume', () => {
  test('stop a consumer and let it go on; consumers tells how they stand', async () => {
    const person = await caravan.people.customer();
    await caravan.people.addressOf(person);
    await caughtUp('marketplace.addresses');
    const before = (await addressRows()).length;
    expect(await events('pause', 'marketplace', 'addresses')).toContain('marketplace.addresses is paused');
    await caravan.people.addressOf(await caravan.people.customer());
    await eventually(async () => (await statusOf('marketplace.addresses'))?.lag).toBe(1);
    expect(await addressRows()).toHaveLength(before);
    expect(await events('consumers')).toMatch(/^marketplace\.addresses +PAUSED +1 +0 +0 +yes$/m);
    expect(await events('resume', 'marketplace', 'marketplace.addresses')).toBe('marketplace.addresses runs.');
    await caughtUp('marketplace.addresses');
    expect(await addressRows()).toHaveLength(before + 1);
    expect(await statusOf('payments.checkout')).toMatchObject({ state: 'RUNNING', rebuildable: false });
  });

  test('name the consumers there are', async () => {
    await expect(events('pause', 'marketplace', 'nothing')).rejects.toMatchObject({
      message: expect.stringContaining('marketplace.addresses'),
      exitCode: 3,
    });
    await expect(events('pause', 'nothing', 'nothing')).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe('caravan events replay', () => {
  test('makes the tables of a consumer anew while people go on', async () => {
    const vendors = await Promise.all([caravan.people.vendor(), caravan.people.vendor()]);
    await Promise.all(vendors.map(live));
    await Promise.all(['marketplace.addresses', 'payments.store-staff'].map(caughtUp));
    const addresses = await addressRows();
    expect(addresses.length).toBeGreaterThan(1);

    const living = Promise.all(vendors.map(live));
    await expect(events('replay', 'marketplace', 'addresses')).resolves.toMatch(
      /^Done: \d+ handled, 0 were handled before, 0 dead/,
    );
    await expect(events('replay', 'payments', 'store-staff')).resolves.toMatch(/^Done: \d+ handled/);
    await living;
    await Promise.all(['marketplace.addresses', 'payments.store-staff'].map(caughtUp));

    const rebuilt = await addressRows();
    expect(rebuilt).toEqual(expect.arrayContaining([...addresses]));
    const known = await admin()`select id, user_id from identity.addresses order by id`;
    expect(rebuilt.map(({ id, user_id }) => ({ id, user_id }))).toEqual([...known]);
    expect(await staffRows('payments')).toEqual(await staffRows('marketplace'));
  });

  test('since a time repeats nothing', async () => {
    const before = await staffRows('payments');
    await expect(events('replay', 'payments', 'store-staff', '--from', '1h')).resolves.toMatch(
      /^Done: 0 handled, \d+ were handled before/,
    );
    expect(await staffRows('payments')).toEqual(before);
  });

  test.each([
    ['of what cannot be rebuilt', ['payments', 'checkout'], 4, 'does more than its events'],
    ['of nobody', ['payments', 'nothing'], 3, 'payments.checkout'],
    ['since no time', ['payments', 'checkout', '--from', 'yesterday'], 2, 'say an instant'],
  ])('%s is refused', async (_what, args, exitCode, message) => {
    const refusal = { exitCode, message: expect.stringContaining(message) };
    await expect(events('replay', ...args)).rejects.toMatchObject(refusal);
  });
});

describe('caravan events dead', () => {
  /** Published as by identity, with a payload that fits no contract, and another one behind it. */
  async function poison(subject: string) {
    const removed = { addressId: randomUUID(), userId: subject };
    for (const data of [{ addressId: 'none' }, removed]) {
      const id = randomUUID();
      const { type, version, topic } = AddressRemoved;
      const nobody = { causationId: null, principal: null, traceparent: null };
      const time = new Date().toISOString();
      const envelope = { id, type, version, topic, subject, time, correlationId: id, ...nobody, data };
      await admin().begin(async (tx) => {
        // The trigger of the outbox looks at tables as the subgraph's role sees them.
        await tx`set local search_path = identity`;
        await tx`
          insert into outbox (id, topic, subject, envelope)
          values (${id}, ${envelope.topic}, ${subject}, ${JSON.stringify(envelope)}::text::jsonb)`;
      });
    }
  }
  type Letter = { subgraph: string; eventId: string; state: string; attempts: number };
  const letters = async () => JSON.parse(await events('dead', 'list', '--json')) as Letter[];

  test('looks after the letters of all subgraphs, one by one and all at once', async () => {
    await poison(randomUUID());
    await poison(randomUUID());
    await eventually(async () => (await letters()).length).toBe(4);
    const dead = (await letters()).filter(({ state }) => state === 'DEAD');
    expect(dead).toMatchObject([{ subgraph: 'marketplace', attempts: 1 }, { attempts: 1 }]);
    expect(await events('dead', 'list')).toMatch(/^\d+s +DEAD +marketplace\.addresses +\S+ +identity\.AddressRemoved/m);
    expect(await events('dead', 'list', 'marketplace', '--limit', '1')).toContain('And 3 more');
    expect(await events('dead', 'list', 'payments')).toBe('None.');
    expect(JSON.parse(await events('dead', 'list', '--consumer', 'addresses', '--json'))).toHaveLength(4);
    expect(await statusOf('marketplace.addresses')).toMatchObject({ dead: 2, parked: 2 });

    expect(await events('dead', 'retry', 'marketplace', 'addresses', '--all')).toContain(
      '2 events will be handled again',
    );
    await eventually(async () => (await letters()).map(({ attempts }) => attempts)).toEqual([2, 0, 2, 0]);
    const first = dead[0]?.eventId as string;
    expect(await events('dead', 'show', 'marketplace', 'marketplace.addresses', first)).toContain(
      '"addressId": "none"',
    );
    expect(await events('dead', 'drop', 'marketplace', 'marketplace.addresses', first)).toBe('1 event dropped.');
    await eventually(async () => (await letters()).length).toBe(2);
    expect(await events('dead', 'drop', 'marketplace', 'addresses', '--all')).toBe('1 event dropped.');
    await eventually(letters).toEqual([]);
  });

  test.each([
    ['neither an event nor all', ['retry', 'payments', 'checkout'], 2],
    ['both an event and all', ['drop', 'payments', 'checkout', randomUUID(), '--all'], 2],
    ['a letter there is not', ['retry', 'payments', 'checkout', randomUUID()], 3],
    ['what is no id', ['show', 'payments', 'checkout', 'x'], 3],
    ['all of a consumer there is not', ['drop', 'payments', 'nothing', '--all'], 3],
    ['letters of a consumer there is not', ['list', '--consumer', 'nothing'], 3],
    ['a limit that is none', ['list', '--limit', '0'], 2],
  ])('refuses %s', async (_what, args, exitCode) => {
    await expect(events('dead', ...args)).rejects.toMatchObject({ exitCode });
  });
});

test('caravan events tail prints events as they come, sealed as they are, until Ctrl+C', async () => {
  const { PATH: _path, ...environment } = caravan.environment;
  const early = await caravan.people.customer('early');
  await caravan.people.addressOf(early);
  await caughtUp('marketplace.addresses');
  const tail = runCli(['events', 'tail', '--type', 'AddressSaved', '--since', '10m', '--json'], environment);
  await tail.until('Following');
  const late = await caravan.people.customer('late');
  await caravan.people.addressOf(late);
  await tail.until(`"subject":"${(await admin()`select id from identity.users order by id desc limit 1`)[0]?.id}"`);
  tail.interrupt();
  expect(await tail.ended).toBe(0);
  const lines = tail
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toContain('identity.AddressSaved');
  expect(new Set(lines.map((line) => (JSON.parse(line) as { type: string }).type)).size).toBe(1);
  expect(tail.output()).not.toContain('Test street');

  const nothing = runCli(['events', 'tail', '--topic', 'caravan.nothing'], environment);
  expect(await nothing.ended).toBe(3);
  expect(nothing.output()).toContain('There is no such event');
});
