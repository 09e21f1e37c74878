import type { Server } from 'node:http';
import { execute, type GraphQLSchema, getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { type WebSocket, WebSocketServer } from 'ws';
import { machineTime } from '../../machine/machine.ts';
import { type Product, productOf } from './goods.ts';

type Message = {
  readonly type: string;
  readonly id: string;
  readonly payload?: { readonly query: string; readonly variables?: { readonly upc?: string } | null };
};

/** The message of one subscription, around the time that differs from event to event. */
type Subscriber = { readonly socket: WebSocket; readonly before: string; readonly after: string };

/** Stands in the answer where an event has its time. */
const placeholder = -987_654_321;
const slots = 100;

/**
 * Serves `productUpdated` over graphql-transport-ws: one event per second for each subscription, spread evenly
 * over the second, and each written by putting two strings around a number.
 */
export function serveLiveUpdates(server: Server, schema: GraphQLSchema): void {
  const schedule = Array.from({ length: slots }, () => new Map<string, Subscriber>());
  let taken = 0;
  let sockets = 0;
  const listening = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
  listening.on('connection', (socket) => {
    sockets += 1;
    const place = new Map<string, Map<string, Subscriber>>();
    const prefix = `${sockets} `;
    const leave = (id: string) => {
      place.get(id)?.delete(prefix + id);
      place.delete(id);
    };
    socket.on('message', (bytes: Buffer) => {
      const message = JSON.parse(String(bytes)) as Message;
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (message.type === 'ping') socket.send('{"type":"pong"}');
      if (message.type === 'complete') leave(message.id);
      if (message.type !== 'subscribe') return;
      const slot = schedule[(taken += 1) % slots] ?? new Map();
      place.set(message.id, slot);
      slot.set(prefix + message.id, toSubscriber(schema, socket, message));
    });
    socket.on('close', () => [...place.keys()].forEach(leave));
  });
  emitForEver(schedule);
}

function emitForEver(schedule: readonly Map<string, Subscriber>[]): void {
  const startedAt = performance.now();
  let emitted = 0;
  setInterval(() => {
    // Timers drift; what is due is counted from the start.
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * slots);
    for (; emitted < due; emitted += 1) {
      for (const { socket, before, after } of schedule[emitted % slots]?.values() ?? []) {
        socket.send(before + machineTime() + after);
      }
    }
  }, 1_000 / slots);
}

function toSubscriber(schema: GraphQLSchema, socket: WebSocket, { id, payload }: Message): Subscriber {
  const document = parse(payload?.query ?? '');
  const operation = getOperationAST(document);
  if (!operation) throw new Error('a subscription without an operation');
  const product = { ...productOf(payload?.variables?.upc ?? 'p1'), updatedAt: placeholder };
  const result = execute({
    schema,
    document,
    rootValue: rootOf(operation, product),
    variableValues: payload?.variables ?? {},
  });
  const text = JSON.stringify({ id, type: 'next', payload: result });
  const [before = '', after = ''] = text.split(String(placeholder));
  return { socket, before, after };
}

function rootOf({ selectionSet }: OperationDefinitionNode, product: Product) {
  const [field] = selectionSet.selections;
  return field?.kind === Kind.FIELD ? { [field.name.value]: product } : {};
}
