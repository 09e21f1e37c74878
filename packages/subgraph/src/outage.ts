/** Codes of Node, postgres.js and Postgres (SQLSTATE) that say: the database cannot be reached or is going down. */
const outageCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

export function isOutage(error: unknown): boolean {
  return codesOf(error).some((code) => outageCodes.has(code) || /^08\d{3}$/.test(code));
}

export function isStatementTimeout(error: unknown): boolean {
  return codesOf(error).includes('57014');
}

/** NUL in a text (22021) or in JSON (22P05): Postgres stores everything else that a client can send. */
export function isUnstorableText(error: unknown): boolean {
  return codesOf(error).some((code) => code === '22021' || code === '22P05');
}

/** Codes of an error and of what caused it: Drizzle wraps the client's errors. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...own, ...codesOf(error.cause)];
}
