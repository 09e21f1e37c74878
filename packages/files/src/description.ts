import { z } from 'zod';

const description = z.object({
  file: z.object({
    id: z.string(),
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.number(),
    sha256: z.string(),
    createdAt: z.coerce.date(),
  }),
  content: z.string().regex(/^[\w-]+\.[\w-]+$/, 'a name beside'),
});

/** What makes a file exist: what it is, and the name under which its content lies beside. */
export type Description = z.output<typeof description>;

export function parseDescription(text: string): Description {
  return description.parse(JSON.parse(text));
}
