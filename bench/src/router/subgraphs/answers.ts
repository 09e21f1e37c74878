import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';

const keptAnswers = 20_000;

type Request = {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
  readonly operationName?: string | null;
};

/**
 * Answers requests to a subgraph. A body that was seen before gets the bytes that it got then, so that a subgraph
 * costs next to nothing, however a gateway prints its fetches.
 */
export function answersOf(schema: GraphQLSchema): (body: string) => Buffer | Promise<Buffer> {
  const known = new Map<string, Buffer>();
  return (body) => {
    const found = known.get(body);
    if (found) return found;
    return run(schema, JSON.parse(body) as Request).then((result) => {
      const bytes = Buffer.from(JSON.stringify(result));
      if (known.size >= keptAnswers) known.clear();
      known.set(body, bytes);
      return bytes;
    });
  };
}

async function run(schema: GraphQLSchema, request: Request): Promise<ExecutionResult> {
  return execute({
    schema,
    document: parse(request.query),
    variableValues: request.variables ?? {},
    operationName: request.operationName ?? null,
  });
}
