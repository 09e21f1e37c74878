export type DescribedError = {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: DescribedError;
};

/**
 * What of an error may be logged: its name, message, stack, code and cause. Other properties are left out, since
 * database clients put statement parameters there; Drizzle puts them into the message, from where they are cut.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message: withoutParameters(error.message),
    ...(error.stack !== undefined && { stack: withoutParameters(error.stack) }),
    ...(code !== undefined && { code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** Cuts `params: …` up to the stack's first frame. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
}
