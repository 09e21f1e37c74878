import { type Client, createClient } from 'graphql-ws';
import { Agent, request } from 'undici';
import WebSocket from 'ws';

/** GraphQL errors, or refusals of a mutation's payload, as one error that says where it happened. */
export class OperationError extends Error {
  readonly kinds: readonly string[];

  constructor(operation: string, kinds: readonly string[], messages: readonly string[]) {
    super(`${operation}: ${messages.join(' ')}`);
    this.name = 'OperationError';
    this.kinds = kinds;
  }
}

export type CallOptions = {
  readonly token?: string | undefined;
  /** Sent as X-Forwarded-For, as a proxy in front of Caravan would. */
  readonly clientAddress?: string;
};

/** A client of Caravan's public API, over HTTP and WebSocket, as any front end would be one. */
export type GraphqlClient = {
  readonly url: string;
  /** The answer as it comes, errors and partial data included. */
  ask<Data>(document: string, variables?: object, options?: CallOptions): Promise<Answer<Data>>;
  query<Data>(document: string, variables?: object, options?: CallOptions): Promise<Data>;
  /** Runs a mutation with one root field and gives its payload; refusals in `errors` are thrown. */
  mutate<Payload>(document: string, input: object, options?: CallOptions): Promise<Payload>;
  subscribe<Data>(document: string, variables: object, options?: CallOptions): AsyncIterableIterator<Data>;
  /** The first event that satisfies `until`; rejects after `timeoutMs`. */
  waitFor<Data>(
    document: string,
    variables: object,
    until: (data: Data) => boolean,
    options: CallOptions & { timeoutMs: number },
  ): Promise<Data>;
  close(): Promise<void>;
};

/** Told of every answer with data. */
export type ResultObserver = (document: string, data: unknown) => void;

export function openGraphqlClient(url: string, observe: ResultObserver = () => {}): GraphqlClient {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 30_000 });
  const endpoint = new URL('/graphql', url).href;
  const sockets = openSockets(endpoint);
  const ask = async <Data>(document: string, variables: object = {}, options: CallOptions = {}) => {
    const answer = await post<Data>(agent, endpoint, { query: document, variables }, options);
    observe(document, answer.data);
    return answer;
  };
  const query = async <Data>(document: string, variables: object = {}, options: CallOptions = {}) =>
    dataOf(document, await ask<Data>(document, variables, options));
  const subscribe = <Data>(document: string, variables: object, options: CallOptions = {}) =>
    readStream<Data>(sockets.of(options.token), { query: document, variables: { ...variables } }, observe);

  return {
    url,
    ask,
    query,
    subscribe,
    mutate: async (document, input, options) => payloadOf(await query(document, { input }, options)),
    waitFor: (document, variables, until, options) =>
      firstInTime(subscribe(document, variables, options), until as (data: unknown) => boolean, {
        timeoutMs: options.timeoutMs,
        operation: operationName(document),
      }) as never,
    close: async () => {
      await sockets.close();
      await agent.close();
    },
  };
}

type Payload = { errors?: readonly { __typename: string; message: string }[] } | null;

/** The payload of a mutation with one root field. */
function payloadOf<Found>(data: Record<string, Payload>): Found {
  const [[field, payload] = ['', null]] = Object.entries(data);
  const errors = payload?.errors ?? [];
  if (payload === null || errors.length > 0) {
    const kinds = errors.map(({ __typename }) => __typename);
    throw new OperationError(
      field,
      kinds,
      errors.map(({ __typename, message }) => `${__typename}: ${message}`),
    );
  }
  return payload as Found;
}

async function firstInTime(
  stream: AsyncIterableIterator<unknown>,
  until: (data: unknown) => boolean,
  { timeoutMs, operation }: { timeoutMs: number; operation: string },
): Promise<unknown> {
  const expired = Promise.withResolvers<never>();
  const onExpired = () => expired.reject(new OperationError(operation, ['TIMEOUT'], ['no such event in time']));
  const timer = setTimeout(onExpired, timeoutMs);
  try {
    return await Promise.race([firstThat(stream, until), expired.promise]);
  } finally {
    clearTimeout(timer);
    void stream.return?.(undefined);
  }
}

/** A GraphQL response. */
export type Answer<Data> = {
  data?: Data | null;
  errors?: readonly { message: string; path?: readonly (string | number)[]; extensions?: { code?: string } }[];
};

async function post<Data>(agent: Agent, endpoint: string, body: object, options: CallOptions): Promise<Answer<Data>> {
  const response = await request(endpoint, {
    dispatcher: agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.clientAddress ? { 'x-forwarded-for': options.clientAddress } : {}),
    },
    body: JSON.stringify(body),
  });
  return (await response.body.json()) as Answer<Data>;
}

function dataOf<Data>(document: string, { data, errors = [] }: Answer<Data>): Data {
  if (errors.length > 0 || data == null) {
    throw new OperationError(
      operationName(document),
      errors.map(({ extensions }) => extensions?.code ?? ''),
      errors.map(({ message }) => message),
    );
  }
  return data;
}

/** One socket per token, opened when it is first needed and closed when idle. */
function openSockets(endpoint: string) {
  const clients = new Map<string, Client>();
  return {
    of: (token = '') => {
      const known = clients.get(token);
      if (known) return known;
      const made = createClient({
        url: endpoint.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: token ? { authorization: `Bearer ${token}` } : {},
        lazyCloseTimeout: 1_000,
        retryAttempts: 10,
      });
      clients.set(token, made);
      return made;
    },
    close: async () => {
      for (const client of clients.values()) await client.dispose();
    },
  };
}

/** Not a generator: one would pass `return()` on only after the next event, and a socket's stream must end when told. */
function readStream<Data>(
  client: Client,
  operation: { query: string; variables: Record<string, unknown> },
  observe: ResultObserver,
): AsyncIterableIterator<Data> {
  const results = client.iterate<Data>(operation);
  const ended = { done: true, value: undefined } as const;
  return {
    next: async () => {
      const { done, value: result } = await results.next();
      if (done) return ended;
      observe(operation.query, result.data);
      return { done: false, value: dataOf<Data>(operation.query, result as Answer<Data>) };
    },
    return: async () => {
      await results.return?.();
      return ended;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function firstThat<Data>(stream: AsyncIterable<Data>, until: (data: Data) => boolean): Promise<Data> {
  for await (const data of stream) if (until(data)) return data;
  throw new OperationError('subscription', ['ENDED'], ['the stream ended before the event']);
}

function operationName(document: string): string {
  return /\b(?:query|mutation|subscription)\s+(\w+)/.exec(document)?.[1] ?? 'operation';
}
