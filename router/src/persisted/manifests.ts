import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';
import { z } from 'zod';

/** An operation that a manifest lists. */
export type ListedOperation = { readonly id: string; readonly document: string };

const apolloFormat = 'apollo-persisted-query-manifest';

/** `@apollo/generate-persisted-query-manifest`. */
const apolloManifest = z.object({
  format: z.literal(apolloFormat),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** The client preset of GraphQL Code Generator (`persistedDocuments`), and Relay's compiler. */
const documentMap = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads a manifest of persisted operations, in any of the formats that clients generate.
 *
 * @throws Error when it is none.
 */
export function readManifest(text: string): ListedOperation[] {
  const content: unknown = JSON.parse(text);
  const isApollo = typeof content === 'object' && content !== null && 'format' in content;
  const parsed = isApollo ? apolloManifest.safeParse(content) : documentMap.safeParse(content);
  if (!parsed.success) throw new Error(`This is no manifest of operations: ${z.prettifyError(parsed.error)}`);
  if (!isApollo) return Object.entries(parsed.data as object).map(([id, document]) => ({ id, document }));
  const { operations } = parsed.data as z.output<typeof apolloManifest>;
  return operations.map(({ id, body }) => ({ id, document: body }));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A hash that is the same for documents which differ in white space, comments and commas only. */
export function normalHash(document: string): string {
  return sha256(stripIgnoredCharacters(document));
}
