import { stringify } from 'yaml';
import { type JsonSchema, mapSchemas, payloadSchema } from './payload-schema.ts';
import type { Roles } from './roles.ts';

export const asyncApiFile = 'schema/events.asyncapi.yaml';

type Reference = { readonly $ref: string };

/** All events as a document of AsyncAPI 3: https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export function asyncApiText(events: readonly Roles[]): string {
  const comment = ' Generated from packages/contracts and the definitions of the subgraphs by `npm run schema`.\n';
  return `#${comment}${stringify(asyncApiDocument(events), { lineWidth: 120, aliasDuplicateObjects: false })}`;
}

export function asyncApiDocument(events: readonly Roles[]): object {
  const shared: Record<string, JsonSchema> = { Envelope: envelope };
  const messages = Object.fromEntries(events.map((event) => [keyOf(event), messageOf(event, shared)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Events of Caravan',
      version: '1.0.0',
      description:
        'Facts that the subgraphs tell each other: durable, at least once, in order per subject. ' +
        'A message is a JSON object with the names of CloudEvents 1.0; readers leave out what they do not know. ' +
        'Topics of a deployment may have a prefix (KAFKA_TOPIC_PREFIX).',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topicsOf(events).map((topic) => [topic, channelOf(topic, events)])),
    operations: { ...sendOperations(events), ...receiveOperations(events) },
    components: { messages, schemas: shared },
  };
}

function channelOf(topic: string, events: readonly Roles[]): object {
  const carried = events.filter(({ contract }) => contract.topic === topic);
  const subjects = [...new Set(carried.map(({ subject }) => subject ?? 'id'))].join(', ');
  return {
    address: topic,
    description: `Key: ${subjects}. Events of one key are in order.`,
    messages: Object.fromEntries(
      carried.map((event) => [keyOf(event), { $ref: `#/components/messages/${keyOf(event)}` }]),
    ),
  };
}

/** One for each subgraph and topic that it publishes to. */
function sendOperations(events: readonly Roles[]): Record<string, object> {
  const pairs = events.flatMap((event) => event.publishers.map((part) => ({ part, name: part, event })));
  return operationsOf(pairs, 'send', ({ part }) => `${part} publishes.`);
}

/** One for each consumer, live feed and router, and topic that it hears. */
function receiveOperations(events: readonly Roles[]): Record<string, object> {
  const pairs = events.flatMap((event) =>
    event.listeners.map(({ part, name }) => ({ part, name: name === 'live' ? `${part}.live` : name, event })),
  );
  return operationsOf(pairs, 'receive', ({ part, name }) => {
    if (name === 'router') return 'Each router follows it, without a group.';
    if (name === `${part}.live`) return `Each process of ${part} follows it for its subscriptions, without a group.`;
    return `The consumer group ${name} of ${part} handles each event once.`;
  });
}

type Pair = { readonly part: string; readonly name: string; readonly event: Roles };

function operationsOf(
  pairs: readonly Pair[],
  action: 'send' | 'receive',
  describe: (pair: Pair) => string,
): Record<string, object> {
  const grouped = Map.groupBy(pairs, ({ name, event }) => `${name}.${action}.${event.contract.topic}`);
  const operations = [...grouped].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    operations.map(([key, [first, ...rest]]) => {
      if (!first) throw new Error('a group has a first');
      const { topic } = first.event.contract;
      const messages = [first, ...rest].map(
        ({ event }): Reference => ({
          $ref: `#/channels/${topic}/messages/${keyOf(event)}`,
        }),
      );
      const operation = { action, channel: { $ref: `#/channels/${topic}` }, description: describe(first), messages };
      return [key, { ...operation, tags: [{ name: first.part }] }];
    }),
  );
}

function messageOf({ contract, subject }: Roles, shared: Record<string, JsonSchema>): object {
  const { type, version, description } = contract;
  const data = withReferences(payloadSchema(contract), shared);
  return {
    name: type,
    title: `${type}, version ${version}`,
    summary: description,
    contentType: 'application/json',
    correlationId: { location: '$message.payload#/correlationId' },
    headers: headersOf(type, version),
    payload: {
      allOf: [
        { $ref: '#/components/schemas/Envelope' },
        {
          type: 'object',
          properties: { type: { const: type }, version: { const: version }, data },
          required: ['type', 'version', 'data'],
        },
      ],
    },
    bindings: {
      kafka: { key: { type: 'string', description: `The subject: ${subject ?? 'id'}.` }, bindingVersion: '0.5.0' },
    },
  };
}

/** For those who look at messages without parsing them; the payload has all of it too. */
function headersOf(type: string, version: number): object {
  return {
    type: 'object',
    properties: {
      ce_specversion: { const: '1.0' },
      ce_id: { type: 'string', format: 'uuid' },
      ce_type: { const: type },
      ce_source: { type: 'string' },
      ce_dataversion: { const: String(version) },
      'content-type': { const: 'application/json' },
    },
  };
}

/** What every event has around its payload; see `EventEnvelope` in packages/contracts. */
const envelope: JsonSchema = {
  type: 'object',
  description: 'Names of CloudEvents 1.0, and what links events to requests and to each other.',
  properties: {
    id: { type: 'string', format: 'uuid', description: 'UUIDv7; the same when the event comes again.' },
    type: { type: 'string' },
    version: { type: 'integer', description: 'Of the schema of `data`.' },
    source: { type: 'string', description: 'Subgraph that published it.' },
    subject: { type: 'string', description: 'Id of what the fact is about; the key of ordering.' },
    time: { type: 'string', format: 'date-time', description: 'UTC.' },
    correlationId: { type: 'string', description: 'The request or saga it belongs to.' },
    causationId: { type: ['string', 'null'], description: 'The event that caused it.' },
    principal: { type: ['string', 'null'], description: 'UUID of who caused it; null for the system.' },
    traceparent: { type: ['string', 'null'], description: 'W3C Trace Context.' },
    topic: { type: 'string' },
    data: {},
  },
  required: ['id', 'type', 'version', 'source', 'subject', 'time', 'correlationId', 'topic', 'data'],
};

/** Schemas with a title are said once, under it. */
function withReferences(schema: JsonSchema, shared: Record<string, JsonSchema>): JsonSchema {
  const inside = Object.entries(schema).map(([keyword, content]) => [
    keyword,
    mapSchemas(keyword, content, (each) => withReferences(each, shared)),
  ]);
  if (!schema.title) return Object.fromEntries(inside);
  shared[schema.title] = { ...Object.fromEntries(inside), ...described(schema.title) };
  return { $ref: `#/components/schemas/${schema.title}` };
}

function described(title: string): { description?: string } {
  const descriptions: Record<string, string> = {
    Money: 'Minor units of an ISO 4217 currency, as a decimal string.',
    Sealed: 'Fields encrypted under the key of a user (AES-256-GCM); they end with the key.',
  };
  const description = descriptions[title];
  return description ? { description } : {};
}

function topicsOf(events: readonly Roles[]): string[] {
  return [...new Set(events.map(({ contract }) => contract.topic))].sort();
}

function keyOf({ contract: { type, version } }: Roles): string {
  return version === 1 ? type : `${type}.v${version}`;
}
