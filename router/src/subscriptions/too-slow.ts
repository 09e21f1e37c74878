import { type ExecutionResult, GraphQLError } from 'graphql';

/** The last word to a subscriber for whom too much waits. */
export function tooSlow(): ExecutionResult {
  const message = 'Events came faster than they were read. Subscribe again to go on from the current state.';
  return { errors: [new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } })] };
}
