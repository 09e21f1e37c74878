import type { z } from 'zod';

/** One documented setting, read from one environment variable. */
export type Setting<Schema extends z.ZodType = z.ZodType> = {
  readonly variable: string;
  readonly description: string;
  /** Parses the variable's text. Its default applies when the variable is absent. */
  readonly schema: Schema;
  /** Shown as `***` by `caravan config`. */
  readonly secret?: boolean;
  /** Parts that need it, where others do not, so that a secret need not be where it is not used. */
  readonly parts?: readonly string[];
};

export function setting<Schema extends z.ZodType>(
  variable: string,
  schema: Schema,
  description: string,
  options: Pick<Setting, 'secret' | 'parts'> = {},
): Setting<Schema> {
  return { variable, schema, description, ...options };
}

export type SettingGroup = Readonly<Record<string, Setting>>;
export type ValuesOf<Group extends SettingGroup> = { readonly [Key in keyof Group]: z.output<Group[Key]['schema']> };
