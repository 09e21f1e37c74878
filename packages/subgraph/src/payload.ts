import type { IdempotencyKeyReused, InvalidInput, NotFound, RateLimited, Unavailable } from '@caravan/core/errors';
import type { Result } from '@caravan/core/result';

type Refusal = { readonly kind: string; readonly path?: readonly string[] };
type SharedRefusal = InvalidInput | NotFound | RateLimited | IdempotencyKeyReused | Unavailable;
type MessageOf<Error extends Refusal, Kind> = (error: Extract<Error, { kind: Kind }>) => string;

/** One message per kind; the shared kinds have one already. A kind that is left out does not compile. */
export type Messages<Error extends Refusal> = {
  readonly [Kind in Exclude<Error['kind'], SharedRefusal['kind']>]: MessageOf<Error, Kind>;
} & { readonly [Kind in Extract<Error['kind'], SharedRefusal['kind']>]?: MessageOf<Error, Kind> };

/** A refusal as a member of the mutation's error union. */
export type UserErrorOf<Error extends Refusal> = Error extends Refusal
  ? Omit<Error, 'kind' | 'path' | 'message'> & { __typename: Error['kind']; message: string; path: string[] }
  : never;

type Failed<Error extends Refusal> = { errors: UserErrorOf<Error>[] };

/**
 * A mutation's payload from the outcome of its use case: `{ order: value, errors: [] }` or
 * `{ order: null, errors: [{ __typename: kind, message, path, …data }] }`.
 *
 * @param field - Name of the payload's field; a list of names takes these properties of the value.
 * @param messages - Texts for people by kind; may be left out when all kinds are shared ones.
 */
export function payload<Value, Error extends Refusal, const Field extends string>(
  result: Result<Value, Error>,
  field: Field,
  ...messages: Record<never, never> extends Messages<Error> ? [Messages<Error>?] : [Messages<Error>]
): { [Key in Field]: Value | null } & Failed<Error>;
export function payload<Value extends object, Error extends Refusal, const Field extends string & keyof Value>(
  result: Result<Value, Error>,
  fields: readonly Field[],
  ...messages: Record<never, never> extends Messages<Error> ? [Messages<Error>?] : [Messages<Error>]
): { [Key in Field]: Value[Key] | null } & Failed<Error>;
export function payload(
  result: Result<unknown, Refusal>,
  field: string | readonly string[],
  messages: Readonly<Record<string, (error: never) => string>> = {},
): unknown {
  const valueOf = (name: string) => {
    if (!result.ok) return null;
    return typeof field === 'string' ? result.value : (result.value as Record<string, unknown>)[name];
  };
  const fields = typeof field === 'string' ? [field] : field;
  return {
    ...Object.fromEntries(fields.map((name) => [name, valueOf(name)])),
    errors: result.ok ? [] : result.errors.map((error) => toUserError(error, messages)),
  };
}

const sharedMessages: { readonly [Kind in SharedRefusal['kind']]: MessageOf<SharedRefusal, Kind> } = {
  InvalidInput: ({ message }) => message,
  NotFound: () => 'There is no such thing, or it is not yours to see.',
  RateLimited: ({ retryAfterSeconds }) => `Too many tries; wait ${retryAfterSeconds} seconds.`,
  IdempotencyKeyReused: () => 'This idempotency key was used before with another input.',
  Unavailable: () => 'A part that is needed does not answer right now. Nothing was changed; try again.',
};

function toUserError(error: Refusal, messages: Readonly<Record<string, (error: never) => string>>) {
  const { kind, path = [], ...data } = error;
  const message = { ...sharedMessages, ...messages }[kind];
  if (!message) throw new Error(`No message for the refusal ${kind}.`);
  return { ...data, __typename: kind, message: message(error as never), path: [...path] };
}
