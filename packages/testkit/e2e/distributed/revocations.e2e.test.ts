import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { openTestClient } from '@caravan/testkit/caravan';
import { emptyTestDatabase } from '@caravan/testkit/database';
import { openPeople, type People } from '@caravan/testkit/people';
import { newSession, openWitness, timeToRefusal } from '@caravan/testkit/revocation';
import { sessionEndings } from '@caravan/testkit/session-endings';
import { testEnvironment } from '@caravan/testkit/settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Deployment, deploy } from './deployment.ts';
import { transportForms } from './transport-forms.ts';

/** Every part in a process of its own, and two routers: a session that ends through one is refused by the other. */
const form = (await transportForms()).at(-1);
const { adminUrl } = emptyTestDatabase();
let deployment: Deployment;
let clients: readonly GraphqlClient[] = [];
let people: People;
let admin: SignedIn;
beforeAll(async () => {
  deployment = await deploy(testEnvironment(adminUrl, form?.settings), { routers: 2, marketplaces: 1 });
  clients = deployment.routers.map(({ url }) => openTestClient(url));
  people = openPeople(client(0));
  admin = await people.admin();
}, 120_000);
afterAll(async () => {
  await Promise.all(clients.map((each) => each.close()));
  await deployment?.stop();
  await form?.stop();
}, 60_000);

function client(index: number): GraphqlClient {
  const found = clients[index];
  if (!found) throw new Error('The clients are open from beforeAll on.');
  return found;
}

test.each(sessionEndings)('a session that $name is refused by both routers within 5 seconds', async ({ name, end }) => {
  const person = await people.customer('person');
  const { accessToken } = await newSession(client(0), person);
  const witnesses = await Promise.all(clients.map((each) => openWitness(each, accessToken)));
  for (const { isLetIn } of witnesses) expect(await isLetIn()).toBe(true);

  await end({ client: client(0), person, admin, accessToken });
  const took = await Promise.all(witnesses.map((witness) => timeToRefusal(witness, 5_000)));
  const told = took.map(({ http, socket }) => `HTTP ${http} ms, socket ${socket} ms`);
  console.log(`A session that ${name}, told by ${form?.name ?? 'nobody'}: ${told.join('; ')}.`);
});
