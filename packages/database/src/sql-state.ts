/**
 * The SQLSTATE of a database error, however deep libraries have wrapped it, or null for another error.
 *
 * @see https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
export function sqlState(error: unknown): string | null {
  return postgresError(error)?.code ?? null;
}

/** The name of the constraint that a statement broke (`orders_number_key`), or null. */
export function brokenConstraint(error: unknown): string | null {
  const found = postgresError(error);
  return found?.code.startsWith('23') ? (found.constraint_name ?? null) : null;
}

type PostgresError = { code: string; constraint_name?: string };

function postgresError(error: unknown): PostgresError | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && /^[0-9A-Z]{5}$/.test(current.code)) {
      return current as Error & PostgresError;
    }
  }
  return null;
}
