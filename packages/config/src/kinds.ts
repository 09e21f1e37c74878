import { z } from 'zod';

/** Parsers of settings' texts. A default makes the setting optional. */
export const text = z.string().min(1);
export const url = z.url();
export const port = z.coerce.number().int().min(0).max(65_535);
export const seconds = z.coerce.number().int().nonnegative();
export const milliseconds = z.coerce.number().int().nonnegative();
export const count = z.coerce.number().int().nonnegative();
export const bytes = z.coerce.number().int().positive();
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** One of a few words. */
export const mode = <const Words extends readonly [string, ...string[]]>(...words: Words) => z.enum(words);
/** Comma-separated names. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
