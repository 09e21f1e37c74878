/** Longest text that is stored of an error. */
const longest = 500;

/**
 * Name and message of what went wrong at the root. Drizzle's own message repeats the statement's
 * parameters, which may be personal, so its cause speaks instead.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is no Error was thrown';
  if (error.cause instanceof Error) return errorText(error.cause);
  return `${error.name}: ${error.message.replace(/\nparams: [\s\S]*$/, '')}`.slice(0, longest);
}
