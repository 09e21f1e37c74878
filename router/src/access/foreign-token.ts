import { readFile } from 'node:fs/promises';
import type { Configuration } from '@caravan/config/configuration';
import { CaravanError } from '@caravan/core/errors';
import type { Logger } from '@caravan/telemetry/logger';
import { errors, jwtVerify } from 'jose';
import { anonymousIdentity, type Identity } from './access-token.ts';
import { keySet } from './key-set.ts';
import { rightsOfClaims } from './rights.ts';

type Settings = Pick<
  Configuration['router'],
  'jwksUrl' | 'jwtIssuer' | 'jwtAudience' | 'jwtAlgorithms' | 'policyClaim' | 'fetchTimeoutMs'
>;

const longestToken = 16_384;

/**
 * Checks tokens of the issuer whose keys are at `JWKS_URL` (RFC 7517, RFC 7519). Without it tokens are the subgraphs'
 * affair, and nobody has rights in the router.
 */
export function foreignTokens(settings: Settings, logger: Logger): (token: string) => Promise<Identity> {
  const { jwksUrl, jwtIssuer, jwtAudience, jwtAlgorithms, policyClaim } = settings;
  if (!jwksUrl) return async () => anonymousIdentity;
  const keys = keySet(() => readKeys(jwksUrl, settings.fetchTimeoutMs), logger);
  return async (token) => {
    if (token.length > longestToken) throw refused();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: jwtAlgorithms,
        requiredClaims: ['exp'],
        ...(jwtIssuer && { issuer: jwtIssuer }),
        ...(jwtAudience && { audience: jwtAudience }),
      });
      const { sub = null, sid, exp = 0 } = payload;
      const sessionId = typeof sid === 'string' ? sid : null;
      return {
        principal: { kind: 'user', id: sub, sessionId, roles: [], scopes: [] },
        rights: rightsOfClaims(payload, policyClaim),
        expiresAt: new Date(exp * 1000),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw refused();
      throw error;
    }
  };
}

async function readKeys(url: string, timeoutMs: number): Promise<unknown> {
  if (url.startsWith('file:')) return JSON.parse(await readFile(new URL(url), 'utf8'));
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`The keys of tokens were answered with ${response.status}.`);
  return response.json();
}

function refused(): CaravanError {
  return new CaravanError('UNAUTHENTICATED', 'The access token is not valid. Sign in again.');
}
