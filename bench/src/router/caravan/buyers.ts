import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** People who are signed in, and the keys by which a router believes it. */
export type Buyers = { readonly tokens: readonly string[]; readonly keySet: object };

const lifeSeconds = 7_200;

export async function signedInBuyers(count: number): Promise<Buyers> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const issuedAt = Math.floor(Date.now() / 1_000);
  const sign = () =>
    new SignJWT({ sid: randomUUID(), use: 'access', roles: ['CUSTOMER'], scope: 'cart:use' })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'bench', typ: 'at+jwt' })
      .setIssuer('caravan')
      .setAudience('caravan')
      .setSubject(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(privateKey);
  return {
    tokens: await Promise.all(Array.from({ length: count }, sign)),
    keySet: { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' }] },
  };
}
