import { type ExecutionResult, GraphQLError } from 'graphql';
import { z } from 'zod';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

/** Errors become what graphql-js makes, so that they are the same as those of a subgraph in process. */
export function toResult(body: unknown): ExecutionResult {
  const { data, errors: reported } = answer.parse(body);
  return {
    ...(data !== undefined && { data }),
    ...(reported && { errors: reported.map(toGraphqlError) }),
  };
}

function toGraphqlError({ message, path, extensions }: NonNullable<z.output<typeof answer>['errors']>[number]) {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}
