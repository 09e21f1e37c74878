import { importPKCS8, SignJWT } from 'jose';

export type AppleKey = {
  readonly issuer: string;
  readonly clientId: string;
  readonly teamId: string;
  readonly keyId: string;
  /** PKCS #8 PEM, P-256. */
  readonly privateKey: string;
};

const livesSeconds = 300;

/** Apple's client secret: a JWT that we sign, made anew for each use. */
export function createAppleSecret({ issuer, clientId, teamId, keyId, privateKey }: AppleKey): () => Promise<string> {
  const key = importPKCS8(privateKey, 'ES256');
  // Told at the first use; a rejection that nobody awaits would end the process.
  key.catch(() => undefined);
  return async () =>
    new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime(`${livesSeconds}s`)
      .sign(await key);
}
