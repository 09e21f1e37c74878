import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { scopes as allScopes, type Scope } from '@caravan/core/principal';
import { fail, ok, type Result } from '@caravan/core/result';

export const apiKeyRateClasses = ['STANDARD', 'HIGH'] as const;
export type ApiKeyRateClass = (typeof apiKeyRateClasses)[number];

export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly rateClass: ApiKeyRateClass;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
};

export type ApiKeyInput = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly rateClass: ApiKeyRateClass;
  readonly expiresAt: Date | null;
};

export type NewApiKey = Pick<ApiKey, 'name' | 'scopes' | 'rateClass' | 'expiresAt'>;

/** The key that is asked for. Nobody gives a program rights that they lack themselves. */
export function readApiKey(
  input: ApiKeyInput,
  { held, now }: { held: readonly Scope[]; now: Date },
): Result<NewApiKey, InvalidInput> {
  const name = input.name.trim();
  const { length } = [...name];
  const scopes = [...new Set(input.scopes)].sort();
  const unknown = scopes.filter((scope) => !allScopes.some((known) => known === scope));
  const lacking = scopes.filter((scope) => !unknown.includes(scope) && !held.some((own) => own === scope));
  const [first, ...more] = [
    ...(length >= 1 && length <= 64 && !/\p{Cc}/u.test(name)
      ? []
      : [invalidInput(['input', 'name'], 'A name is 1 to 64 characters.')]),
    ...(unknown.length > 0 ? [invalidInput(['input', 'scopes'], 'There is no such scope.')] : []),
    ...(lacking.length > 0 ? [invalidInput(['input', 'scopes'], 'You lack this scope yourself.')] : []),
    ...(input.expiresAt && input.expiresAt <= now
      ? [invalidInput(['input', 'expiresAt'], 'A key expires in the future.')]
      : []),
  ];
  return first ? fail(first, ...more) : ok({ name, scopes, rateClass: input.rateClass, expiresAt: input.expiresAt });
}
