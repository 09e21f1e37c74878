/** Names of fields that are never logged, in lower case. */
const secretNames: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'apikey',
  'x-caravan-caller',
  'password',
  'passwordhash',
  'newpassword',
  'currentpassword',
  'secret',
  'token',
  'accesstoken',
  'refreshtoken',
  'guesttoken',
  'code',
  'email',
  'emails',
  'identifier',
  'phone',
  'phones',
  'address',
  'variables',
  'params',
  'parameters',
  'sealed',
]);

/** SQLSTATEs and error codes share their field's name with one-time codes. */
const errorCodePattern = /^[A-Z0-9]{5}$|^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
const deepest = 8;

/** A copy whose secret and personal fields, told by their names, read `[redacted]`, at any depth. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactObject(fields, 0);
}

function redactObject(fields: object, depth: number): Record<string, unknown> {
  const shown = Object.entries(fields);
  for (const entry of shown) {
    entry[1] = isSecret(entry[0], entry[1]) ? '[redacted]' : redactInside(entry[1], depth + 1);
  }
  return Object.fromEntries(shown);
}

function redactInside(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Error || value instanceof Date) return value;
  if (depth > deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((entry) => redactInside(entry, depth + 1));
  return redactObject(value, depth);
}

function isSecret(name: string, value: unknown): boolean {
  if (value === undefined || value === null || !secretNames.has(name.toLowerCase())) return false;
  return !(name === 'code' && typeof value === 'string' && errorCodePattern.test(value));
}
