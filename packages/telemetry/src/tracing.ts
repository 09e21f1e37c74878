import {
  type Attributes,
  type Context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

let isTracing = false;

type Options = {
  /** Base address of a collector that takes OTLP over HTTP, such as `http://localhost:4318`. */
  readonly endpoint: string;
  /** Of this process, as it is called among all that send traces. */
  readonly service: string;
  /** Share of traces begun here that are kept, 0 to 1; those begun elsewhere are kept as told. */
  readonly ratio: number;
  /** In place of the collector, for tests. */
  readonly exporter?: SpanExporter;
};

/** Sends spans of this process to a collector (OpenTelemetry, OTLP over HTTP). Stopping it sends what waits. */
export function startTracing({ endpoint, service, ratio, exporter }: Options): { stop(): Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'caravan' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: exporter ?? new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }),
      }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  isTracing = true;
  return {
    stop: async () => {
      isTracing = false;
      trace.disable();
      await provider.shutdown();
    },
  };
}

/** A piece of work in a trace. */
export type OpenSpan = {
  /** Says to others that their work belongs to this (W3C Trace Context); null when nobody traces. */
  readonly traceparent: string | null;
  set(attributes: Attributes): void;
  /** @param code - One of our error codes; never a message. */
  fail(code: string): void;
  end(): void;
};

const noSpan: OpenSpan = { traceparent: null, set: () => {}, fail: () => {}, end: () => {} };

export { SpanKind };

/**
 * Begins a span. Where this process sends no traces it passes on what it was told, so that those before and behind it
 * are seen as one trace.
 *
 * @param parent - `traceparent` of whoever caused the work.
 */
export function openSpan(
  name: string,
  { parent, kind, attributes = {} }: { parent: string | null; kind: SpanKind; attributes?: Attributes },
): OpenSpan {
  if (!isTracing) return parent === null ? noSpan : { ...noSpan, traceparent: parent };
  const span = trace.getTracer('caravan').startSpan(name, { kind, attributes }, contextOf(parent));
  return {
    traceparent: traceparentOf(span),
    set: (given) => void span.setAttributes(given),
    fail: (code) => {
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    },
    end: () => span.end(),
  };
}

const traceparentPattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The header's value, when it is one of the W3C's. */
export function readTraceparent(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && traceparentPattern.test(value) ? value : null;
}

function contextOf(parent: string | null): Context {
  const [, traceId = '', spanId = '', flags = '00'] = traceparentPattern.exec(parent ?? '') ?? [];
  const context = { ...INVALID_SPAN_CONTEXT, traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;
}

function traceparentOf(span: Span): string | null {
  const context = span.spanContext();
  if (!isSpanContextValid(context)) return null;
  const flags = (context.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0');
  return `00-${context.traceId}-${context.spanId}-${flags}`;
}
