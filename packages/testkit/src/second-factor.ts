import type { GraphqlClient } from '@caravan/cli/client/graphql-client';
import type { SignedIn } from '@caravan/cli/client/people';
import { Secret, TOTP } from 'otpauth';
import { anyAddress } from './people.ts';

const errors = 'errors { __typename ... on UserError { message path } }';
const beginMfaEnrolment = `mutation BeginMfaEnrolment($input: BeginMfaEnrolmentInput!) {
  beginMfaEnrolment(input: $input) { enrolment { secret otpauthUri qrCode expiresInSeconds } ${errors} }
}`;
const confirmMfaEnrolment = `mutation ConfirmMfaEnrolment($input: ConfirmMfaEnrolmentInput!) {
  confirmMfaEnrolment(input: $input) { recoveryCodes ${errors} }
}`;
const logIn = `mutation LogIn($input: LogInInput!) {
  logIn(input: $input) {
    session { accessToken } user { id } mfaChallenge { token expiresInSeconds } ${errors}
  }
}`;

export type MfaEnrolment = { secret: string; otpauthUri: string; qrCode: string; expiresInSeconds: number };

/** What an authenticator app shows now, or so many steps of 30 seconds later. */
export function appCode(secret: string, laterSteps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + laterSteps * 30_000 });
}

export async function beginEnrolment(client: GraphqlClient, { token, password }: SignedIn): Promise<MfaEnrolment> {
  type Begun = { enrolment: MfaEnrolment };
  return (await client.mutate<Begun>(beginMfaEnrolment, { currentPassword: password }, { token })).enrolment;
}

/** Gives the person a second factor. The code of the present step is used up. */
export async function enrol(
  client: GraphqlClient,
  person: SignedIn,
): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
  const { secret } = await beginEnrolment(client, person);
  type Confirmed = { recoveryCodes: string[] };
  const { token } = person;
  const confirmed = await client.mutate<Confirmed>(confirmMfaEnrolment, { code: appCode(secret) }, { token });
  return { secret, ...confirmed };
}

export type ChallengedLogIn = {
  session: null;
  user: null;
  mfaChallenge: { token: string; expiresInSeconds: number };
};

/** Logs in up to the second factor. */
export function logInToChallenge(client: GraphqlClient, { username, password }: SignedIn): Promise<ChallengedLogIn> {
  const input = { identifier: username, password };
  return client.mutate<ChallengedLogIn>(logIn, input, { clientAddress: anyAddress() });
}
