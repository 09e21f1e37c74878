import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, graphql, parse } from 'graphql';
import { composeSupergraph } from '../../src/supergraph/compose.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])\n`;

const catalogSdl = `${link}
  type Query { books: [Book!]!  whoCalls: String }
  type Book @key(fields: "isbn") { isbn: ID! title: String! price: Int @requiresScopes(scopes: [["price:read"]]) }`;

const reviewsSdl = `${link}
  type Query { latest: Review }
  type Mutation { review(isbn: ID!, text: String!): Review }
  type Review { text: String! book: Book! }
  type Book @key(fields: "isbn") { isbn: ID! reviews: [Review!]! rating(scale: Int = 5): Float }`;

const catalog = {
  Query: {
    books: () => [{ isbn: '1' }, { isbn: '2' }],
    whoCalls: (_root: unknown, _args: unknown, { headers }: { headers: IncomingMessage['headers'] }) =>
      ['x-tenant', 'authorization', 'x-secret', 'traceparent'].map((name) => headers[name] ?? '-').join(' '),
  },
  Book: {
    __resolveReference: ({ isbn }: { isbn: string }) => ({ isbn }),
    title: ({ isbn }: { isbn: string }) => `Book ${isbn}`,
    price: () => 100,
  },
};

const reviews = {
  Query: { latest: () => ({ text: 'Good', book: { isbn: '2' } }) },
  Mutation: {
    review: (_root: unknown, { isbn, text }: { isbn: string; text: string }) => ({ text, book: { isbn } }),
  },
  Book: {
    __resolveReference: ({ isbn }: { isbn: string }) => ({ isbn }),
    reviews: ({ isbn }: { isbn: string }) => [{ text: `About ${isbn}`, book: { isbn } }],
    rating: (_book: unknown, { scale }: { scale: number }) => scale * 0.8,
  },
};

export type PlainSubgraph = {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  stop(): Promise<void>;
};

/** Two subgraphs as anybody may have them: plain HTTP servers that know nothing of Caravan. */
export async function startPlainSubgraphs(): Promise<PlainSubgraph[]> {
  return Promise.all([
    servePlainSubgraph('catalog', catalogSdl, catalog),
    servePlainSubgraph('reviews', reviewsSdl, reviews),
  ]);
}

export function supergraphOf(subgraphs: readonly PlainSubgraph[]): string {
  return composeSupergraph(subgraphs);
}

export async function servePlainSubgraph(name: string, sdl: string, resolvers: object): Promise<PlainSubgraph> {
  type Module = { typeDefs: DocumentNode; resolvers: never };
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never } satisfies Module);
  const server = createServer((request, response) => {
    void textOf(request).then(async (text) => {
      const { query, variables } = JSON.parse(text);
      const contextValue = { headers: request.headers };
      const result = await graphql({ schema, source: query, variableValues: variables, contextValue });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    name,
    url: `http://127.0.0.1:${port}/api/graph?v=1`,
    sdl,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
