import { openSpan, SpanKind } from '@caravan/telemetry/tracing';
import type { Fetch } from '../execution/plan/run.ts';
import { fetchSeconds } from './router-metrics.ts';

export type MeasuredFetch = {
  /** For the subgraph. */
  readonly traceparent: string | null;
  end(outcome: 'ok' | 'errors' | 'failed'): void;
};

/** Measures a fetch, as a span of the operation that needs it. */
export function beginFetch({ subgraph, kind }: Pick<Fetch, 'subgraph' | 'kind'>, parent: string | null): MeasuredFetch {
  const startedAt = performance.now();
  const attributes = { 'graphql.operation.type': kind, 'caravan.subgraph': subgraph };
  const span = openSpan(`fetch ${subgraph}`, { parent, kind: SpanKind.CLIENT, attributes });
  return {
    traceparent: span.traceparent,
    end: (outcome) => {
      fetchSeconds.observe({ subgraph, outcome }, (performance.now() - startedAt) / 1000);
      if (outcome !== 'ok') span.fail(outcome);
      span.end();
    },
  };
}
