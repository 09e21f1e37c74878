/** What a command tells whoever runs it, and scripts by the exit code. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: (typeof exitCodes)[keyof typeof exitCodes]) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

export const exitCodes = {
  /** Asked for in a way that cannot be. */
  usage: 2,
  /** What was named is not there. */
  notFound: 3,
  /** It is there, and cannot be done as things stand. */
  refused: 4,
} as const;
