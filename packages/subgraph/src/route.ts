import type { Readable } from 'node:stream';

/** An HTTP call outside GraphQL: a webhook, a key set, a page. */
export type RouteRequest = {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** As it arrived, so that signatures can be checked. */
  readonly body: Buffer;
  readonly clientAddress: string;
};

export type RouteResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
};

export type RouteMethod = 'GET' | 'POST' | 'PUT';

export type Route<Deps> = {
  readonly method: RouteMethod;
  /** In fastify's syntax, such as `/webhooks/:provider`. */
  readonly path: string;
  handle(deps: Deps, request: RouteRequest): Promise<RouteResponse>;
};

/** A route of a running subgraph: its dependencies are bound. */
export type BoundRoute = {
  readonly method: RouteMethod;
  readonly path: string;
  handle(request: RouteRequest): Promise<RouteResponse>;
};

/** What can be mounted on a server: a subgraph's route, or one that takes its body as a stream without a limit. */
export type MountableRoute = {
  readonly method: RouteMethod;
  readonly path: string;
  readonly streamsBody?: boolean;
  handle(request: Omit<RouteRequest, 'body'> & { readonly body: Buffer | Readable }): Promise<RouteResponse>;
};
