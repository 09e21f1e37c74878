import { invariant } from '@caravan/core/errors';
import { newId } from '@caravan/core/ids';
import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK } from 'jose';
import type { Deps } from '../deps.ts';
import { nextKeyStart, retiredKeys } from './signing-keys.domain.ts';
import {
  allSigningKeys,
  deleteSigningKeys,
  findPublicKey,
  insertSigningKey,
  lockSigningKeys,
  signingKeyAt,
} from './signing-keys.store.ts';

/** Signature algorithm of all tokens (RFC 8037). */
export const algorithm = 'EdDSA';

/** Makes the next key when it is due and drops those that no living token needs. Safe in several processes at once. */
export function rotateSigningKeys(deps: Deps): Promise<void> {
  return deps.database.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const now = deps.now();
    const keys = await allSigningKeys(tx);
    const { signingKeyDays: days, accessTokenSeconds, guestTokenSeconds } = deps.settings;
    const signsFrom = nextKeyStart(keys, { now, days });
    if (signsFrom) await insertSigningKey(tx, { ...(await generateKey(deps)), createdAt: now, signsFrom });
    const longestTokenSeconds = Math.max(accessTokenSeconds, guestTokenSeconds);
    await deleteSigningKeys(tx, retiredKeys(keys, { now, longestTokenSeconds }));
  });
}

/** The key that signs now. */
export async function currentSigner(deps: Deps): Promise<{ id: string; key: CryptoKey }> {
  const stored = await signingKeyAt(deps.database.query, deps.now());
  invariant(stored, 'a signing key is made at start');
  const { id, privateKeySealed } = stored;
  const key = await deps.signers.get(id, () =>
    importPKCS8(deps.keyRing.open(sealedFor(id), privateKeySealed), algorithm),
  );
  return { id, key };
}

/** The public halves (JWKS, RFC 7517), the next key's included. */
export async function publicKeySet(deps: Deps): Promise<{ keys: JWK[] }> {
  const keys = await allSigningKeys(deps.database.query);
  return { keys: keys.map(({ publicKey }) => publicKey) };
}

export function publicKeyOf(deps: Deps, id: string): Promise<JWK | null> {
  return findPublicKey(deps.database.query, id);
}

async function generateKey(deps: Deps) {
  const id = newId();
  const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid: id, alg: algorithm, use: 'sig' };
  return { id, publicKey, privateKeySealed: deps.keyRing.seal(sealedFor(id), await exportPKCS8(pair.privateKey)) };
}

function sealedFor(id: string) {
  return { purpose: 'signing keys', row: id };
}
