import { setTimeout as pause } from 'node:timers/promises';
import { type GraphqlClient, OperationError } from './graphql-client.ts';

export type Person = {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  /** E.164. */
  readonly phone?: string;
};
export type SignedIn = Person & { readonly id: string; readonly token: string };

const register = `mutation Register($input: RegisterInput!) { register(input: $input) { errors { __typename ... on UserError { message } } } }`;
const verifyEmail = `mutation VerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { errors { __typename ... on UserError { message } } } }`;
const logIn = `mutation LogIn($input: LogInInput!) {
  logIn(input: $input) { session { accessToken } user { id } errors { __typename ... on UserError { message } } }
}`;

/** Signs a person in. */
export async function signIn(client: GraphqlClient, person: Person, clientAddress: string): Promise<SignedIn> {
  const { session, user } = await client.mutate<{ session: { accessToken: string }; user: { id: string } }>(
    logIn,
    { identifier: person.username, password: person.password },
    { clientAddress },
  );
  return { ...person, id: user.id, token: session.accessToken };
}

/** Registers a person as anybody would, with the code from the local mail outbox, and signs in. */
export async function registerAndSignIn(
  client: GraphqlClient,
  person: Person,
  clientAddress: string,
): Promise<SignedIn> {
  const { username, email, password, displayName, phone } = person;
  const before = new Set((await codesTo(client.url, email)).map(({ id }) => id));
  await client.mutate(register, { username, email, password, displayName, phone }, { clientAddress });
  return verifyAndSignIn(client, person, { clientAddress, before });
}

/** Registers a person, or goes on from wherever an interrupted run has left them. */
export async function enter(client: GraphqlClient, person: Person, clientAddress: string): Promise<SignedIn> {
  try {
    return await registerAndSignIn(client, person, clientAddress);
  } catch (error) {
    if (!isRefusedAs(error, 'UsernameTaken')) throw error;
  }
  try {
    return await signIn(client, person, clientAddress);
  } catch (error) {
    if (!isRefusedAs(error, 'EmailNotVerified')) throw error;
  }
  return verifyAndSignIn(client, person, { clientAddress, before: new Set() });
}

async function verifyAndSignIn(
  client: GraphqlClient,
  person: Person,
  { clientAddress, before }: { clientAddress: string; before: ReadonlySet<string> },
): Promise<SignedIn> {
  const { email } = person;
  await client.mutate(verifyEmail, { email, code: await mailedCode(client.url, email, before) }, { clientAddress });
  return signIn(client, person, clientAddress);
}

function isRefusedAs(error: unknown, kind: string): boolean {
  return error instanceof OperationError && error.kinds.includes(kind);
}

/** Longest wait for a mail, which follows its request by an event. */
const patienceMs = 30_000;

/** The newest six-digit code that was mailed to an address, besides those known before. */
export async function mailedCode(url: string, email: string, before: ReadonlySet<string> = new Set()): Promise<string> {
  for (const started = performance.now(); performance.now() - started < patienceMs; await pause(20)) {
    const found = (await codesTo(url, email)).find(({ id }) => !before.has(id));
    if (found) return found.code;
  }
  throw new Error(`No mail with a code has reached ${email}.`);
}

/** From the local outbox that stands in for a mailbox, the newest first. */
async function codesTo(url: string, email: string): Promise<{ id: string; code: string }[]> {
  const address = new URL('/mail/messages', url);
  address.searchParams.set('to', email);
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(
      `The mail outbox at ${address.origin}/mail answers ${response.status}; it is off where SMTP_URL is set and in production.`,
    );
  const mails = (await response.json()) as readonly { id: string; text: string }[];
  return mails.flatMap(({ id, text }) => {
    const code = /\b\d{6}\b/.exec(text)?.[0];
    return code ? [{ id, code }] : [];
  });
}
