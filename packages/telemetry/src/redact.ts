const secretNames = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'setcookie',
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

/** Error codes and the like: texts in capitals are no one-time codes. */
const constantPattern = /^[A-Z0-9_]{5}$|^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/;
const deepest = 8;

/** A copy whose secret and personal fields, told by their names, read `[redacted]`, at any depth. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactObject(fields, 0);
}

function redactObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecret(name, value) ? '[redacted]' : redactValue(value, depth + 1),
    ]),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Error || value instanceof Date) return value;
  if (depth > deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, depth + 1));
  return redactObject(value, depth);
}

function isSecret(name: string, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (!secretNames.has(name.toLowerCase())) return false;
  return !(name === 'code' && (typeof value === 'number' || constantPattern.test(String(value))));
}
