import { unique } from '@caravan/testkit/caravan';
import type { Operation, Principal } from './matrix.ts';
import type { World } from './world.ts';

/** A mutation of one input, with the refusals that its payload tells. */
export function mutation(field: string, content: string, variables: Operation['variables']): Operation {
  const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input`;
  const errors = 'errors { __typename ... on UserError { message path } }';
  return {
    document: `mutation Matrix($input: ${type}!) { ${field}(input: $input) { ${content} ${errors} } }`,
    ...(variables && { variables }),
  };
}

/** An operation about the thing with an id. */
export function byId(document: string, idOf: (world: World) => string): Operation {
  return { document, variables: (world) => ({ id: idOf(world) }) };
}

/** A mutation's variables from its input. */
export function input(make: (world: World, who: Principal) => object | Promise<object>): Operation['variables'] {
  return async (world, who) => ({ input: await make(world, who) });
}

export function key(): string {
  return unique('key');
}

/** Buyer A as the answer of their own log-in, which anybody can ask for who has the password: who asks is not them for that. */
export function buyerAfterLogIn(selection: string): Operation {
  return {
    document: `mutation Matrix($input: LogInInput!) { logIn(input: $input) { user { ${selection} } } }`,
    variables: ({ buyerA }) => ({ input: { identifier: buyerA.username, password: buyerA.password } }),
  };
}
