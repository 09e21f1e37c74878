/** The outcome of an operation that may be refused for expected, typed reasons. */
export type Result<Value, Refusal> = Ok<Value> | Failure<Refusal>;

export type Ok<Value> = { readonly ok: true; readonly value: Value };

/** One or more refusals: validation reports everything that is wrong at once. */
export type Failure<Refusal> = { readonly ok: false; readonly errors: readonly [Refusal, ...Refusal[]] };

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function fail<Refusal>(error: Refusal, ...more: Refusal[]): Failure<Refusal> {
  return { ok: false, errors: [error, ...more] };
}
