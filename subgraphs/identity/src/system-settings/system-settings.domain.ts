import { type InvalidInput, invalidInput } from '@caravan/core/errors';
import { fail, ok, type Result } from '@caravan/core/result';
import { z } from 'zod';

const longestAnnouncement = 500;

/** A setting as it is declared: its type says which JSON values it takes. */
export type Declaration<Value = unknown> = {
  readonly description: string;
  readonly type: z.ZodType<Value>;
  /** Undefined: whatever the environment of the process says. */
  readonly default: Value | undefined;
  /** Whether everybody may read it. */
  readonly isPublic: boolean;
};

/** The one table of what operators change while Caravan runs. Keys are never given another meaning. */
export const declarations = {
  'platform.announcement': declare({
    description: `Text that front ends show to everybody, at most ${longestAnnouncement} characters; null shows none.`,
    type: plainText(longestAnnouncement).nullable(),
    default: null,
    isPublic: true,
  }),
  'platform.registrationOpen': declare({
    description: 'Whether new people may make accounts. While it is false, `register` answers `RegistrationClosed`.',
    type: z.boolean(),
    default: true,
    isPublic: true,
  }),
  'support.email': declare({
    description: 'Where front ends send people who need help; null shows none.',
    type: z.email().max(254).nullable(),
    default: null,
    isPublic: true,
  }),
  'identity.revealTakenEmail': declare({
    description:
      'Whether `register` says plainly that an email has an account (`EmailTaken`), in place of mailing its owner. The default is that of `REVEAL_TAKEN_EMAIL`.',
    type: z.boolean(),
    default: undefined,
    isPublic: false,
  }),
} as const satisfies Readonly<Record<string, Declaration>>;

export type SettingKey = keyof typeof declarations;
export type SettingValue<Key extends SettingKey> = z.output<(typeof declarations)[Key]['type']>;

export const settingKeys = Object.keys(declarations).sort() as SettingKey[];

/** A stored value; wrapped, since null is a value too. */
export type Content = { readonly value: unknown };

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(declarations, key);
}

/** The value that the setting's type takes, or all that is wrong with it. */
export function readValue(key: SettingKey, value: unknown): Result<unknown, InvalidInput> {
  const parsed = declarations[key].type.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [first, ...more] = parsed.error.issues.map(({ path, message }) =>
    invalidInput(['input', 'value', ...path.map(String)], `${message}.`),
  );
  return fail(first ?? invalidInput(['input', 'value'], 'This value cannot be used.'), ...more);
}

/** JSON Schema of a setting's values. */
export function schemaOf(key: SettingKey): unknown {
  return z.toJSONSchema(declarations[key].type, { io: 'input' });
}

function declare<Value>(declaration: Declaration<Value>): Declaration<Value> {
  return declaration;
}

/** One to so many characters, none of them invisible but line breaks. */
function plainText(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !/[^\P{Cc}\n]/u.test(text), 'Only line breaks may be invisible');
}
