import { GraphQLError } from 'graphql';

/** A GraphQL request as clients send it, over whatever way (GraphQL over HTTP, 5.1; graphql-transport-ws `Subscribe`). */
export type GraphqlRequest = {
  /** Absent where extensions name a persisted operation. */
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Of a persisted operation (GraphQL over HTTP, appendix A). */
  readonly documentId: string | undefined;
};

/** The request, or why it is none. */
export function readRequest(given: unknown): GraphqlRequest | GraphQLError {
  if (!isObject(given)) return badRequest('A request is one JSON object; lists of requests are not served.');
  const { query, variables, operationName, extensions, documentId } = given;
  if (!isTextOrAbsent(query) || !isTextOrAbsent(operationName) || !isTextOrAbsent(documentId)) {
    return badRequest('`query`, `operationName` and `documentId` are texts.');
  }
  if (!isObjectOrAbsent(variables) || !isObjectOrAbsent(extensions)) {
    return badRequest('`variables` and `extensions` are objects.');
  }
  return {
    query: query ?? undefined,
    variables: variables ?? {},
    operationName: operationName ?? undefined,
    extensions: extensions ?? {},
    documentId: documentId ?? undefined,
  };
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isObjectOrAbsent(value: unknown): value is Record<string, unknown> | null | undefined {
  return value === undefined || value === null || isObject(value);
}

function isTextOrAbsent(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}
