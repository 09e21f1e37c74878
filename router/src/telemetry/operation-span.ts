import { type OpenSpan, openSpan, readTraceparent, SpanKind } from '@caravan/telemetry/tracing';
import type { ExecutionResult } from 'graphql';
import type { Client } from '../access/client.ts';
import type { PreparedOperation } from '../execution/prepare.ts';

/** A client's operation as a span (OpenTelemetry's conventions for GraphQL servers), without its document and variables. */
export function operationSpan({ operation, hash }: PreparedOperation, { headers }: Client): OpenSpan {
  const name = operation.name?.value;
  return openSpan(name ? `${operation.operation} ${name}` : operation.operation, {
    parent: readTraceparent(headers.traceparent),
    kind: SpanKind.SERVER,
    attributes: {
      'graphql.operation.type': operation.operation,
      ...(name && { 'graphql.operation.name': name }),
      'caravan.operation.hash': hash.slice(0, 16),
    },
  });
}

export function endSpan(span: OpenSpan, { errors }: ExecutionResult): void {
  if (errors?.[0]) span.fail(String(errors[0].extensions.code));
  span.end();
}
