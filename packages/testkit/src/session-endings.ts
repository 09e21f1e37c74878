import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { enrol } from './second-factor.ts';

const errors = 'errors { __typename ... on UserError { message } }';
const documentOf = (name: string, content: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation End($input: ${type}!) { ${name}(input: $input) { ${content} ${errors} } }`;
};
const revokeSession = documentOf('revokeSession', 'revokedSessionId');
const grantRole = documentOf('grantRole', 'user { id }');
const revokeRole = documentOf('revokeRole', 'user { id }');
const blockUser = documentOf('blockUser', 'user { id }');
const deleteAccount = documentOf('deleteAccount', 'pseudonym');
const logOut = 'mutation LogOut { logOut(input: { everywhere: true }) { endedSessions } }';
const sessions = 'query Sessions { me { sessions { id current } } }';

export type Ending = {
  /** What is true of the session then. */
  readonly name: string;
  /** Ends a session of the person (its access token is given), who has another one in use. */
  end(scene: { client: GraphqlClient; person: SignedIn; admin: SignedIn; accessToken: string }): Promise<unknown>;
};

/** Everything that ends sessions before they expire. */
export const sessionEndings: readonly Ending[] = [
  {
    name: 'was revoked',
    end: async ({ client, person: { token }, accessToken }) => {
      type Answer = { me: { sessions: { id: string; current: boolean }[] } };
      const { me } = await client.query<Answer>(sessions, {}, { token: accessToken });
      const sessionId = me.sessions.find(({ current }) => current)?.id;
      return client.mutate(revokeSession, { sessionId }, { token });
    },
  },
  {
    name: 'was logged out everywhere',
    end: ({ client, person: { token } }) => client.query(logOut, {}, { token }),
  },
  {
    name: 'is of somebody who lost a role',
    end: async ({ client, person: { id: userId }, admin: { token } }) => {
      await client.mutate(grantRole, { userId, role: 'SUPPORT' }, { token });
      return client.mutate(revokeRole, { userId, role: 'SUPPORT' }, { token });
    },
  },
  {
    name: 'is of somebody who was blocked',
    end: ({ client, person: { id: userId }, admin: { token } }) =>
      client.mutate(blockUser, { userId, reason: 'Fraud' }, { token }),
  },
  {
    name: 'is of somebody who deleted the account',
    end: ({ client, person: { token, password } }) => client.mutate(deleteAccount, { password }, { token }),
  },
  { name: 'was opened before the second factor', end: ({ client, person }) => enrol(client, person) },
];
