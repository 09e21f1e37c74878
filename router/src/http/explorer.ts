import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { explorerCookie } from '../access/authenticate.ts';

/** Somebody of the demo, whom the explorer signs in by the ordinary `logIn`. */
export type DemoPerson = {
  readonly name: string;
  /** What they are in the demo, for people. */
  readonly role: string;
  readonly identifier: string;
  readonly password: string;
};

type Example = {
  /** File name without its ending; in the address of the page. */
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /** Queries that are named like a variable each; the first id of their answer is its value. */
  readonly variables: string | null;
};

const folder = new URL('../../explorer/', import.meta.url);

/** Everything comes from this server, and the page may talk to nobody else. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The explorer at `/`: GraphiQL from its package, with a bar of ours above it to sign in as people of the demo and to
 * open example operations. It works without the internet.
 */
export function serveExplorer(server: FastifyInstance, people: () => readonly DemoPerson[]): void {
  const examples = readExamples();
  server.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentSecurityPolicy)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .send(explorerPage({ people: people(), examples })),
  );
  const assets = assetCache();
  server.get<{ Params: { name: string } }>('/explorer/:name', async (request, reply) => {
    const asset = await assets(request.params.name);
    if (!asset) return reply.code(404).send();
    void reply.header('etag', asset.etag).header('cache-control', 'no-cache').header('vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
    void reply.type(asset.type);
    const zips = request.headers['accept-encoding']?.includes('gzip') ?? false;
    return zips ? reply.header('content-encoding', 'gzip').send(asset.zipped) : reply.send(asset.content);
  });
}

/** Everything that the page sends as it stands: its examples, what finds values for their variables, and signing in. */
export function explorerDocuments(): string[] {
  const examples = readExamples().flatMap(({ query, variables }) =>
    variables === null ? [query] : [query, variables],
  );
  return [...examples, readSession()];
}

function readSession(): string {
  return readFileSync(new URL('session.graphql', folder), 'utf8');
}

/** Example operations in the order of their file names; the first line of each is its title. */
export function readExamples(): Example[] {
  const examples = new URL('examples/', folder);
  const read = (file: string) => readFileSync(new URL(file, examples), 'utf8');
  const files = readdirSync(examples).sort();
  return files
    .filter((file) => file.endsWith('.graphql') && !file.endsWith('.variables.graphql'))
    .map((file) => {
      const name = file.replace('.graphql', '');
      const variables = `${name}.variables.graphql`;
      const query = read(file);
      const title = query.split('\n')[0]?.replace(/^#\s*/, '') ?? name;
      return { name, title, query, variables: files.includes(variables) ? read(variables) : null };
    });
}

/** @returns The page; what it shows is given to its script as JSON. */
export function explorerPage(content: { people: readonly DemoPerson[]; examples: readonly Example[] }): string {
  const data = JSON.stringify({ ...content, session: readSession(), cookie: explorerCookie }).replaceAll(
    '<',
    '\\u003c',
  );
  return readFileSync(new URL('page.html', folder), 'utf8').replace('"__CONTENT__"', () => data);
}

type Asset = { readonly type: string; readonly content: string; readonly zipped: Buffer; readonly etag: string };

const javascript = 'text/javascript; charset=utf-8';
const stylesheet = 'text/css; charset=utf-8';

/** GraphiQL weighs 9 MB: it is loaded and compressed when the first browser asks, not when the router starts. */
function assetCache(): (name: string) => Promise<Asset | null> {
  const known = new Map<string, Promise<Asset | null>>();
  return (name) => {
    const asset = known.get(name) ?? loadAsset(name);
    if (name in sources) known.set(name, asset);
    return asset;
  };
}

const graphiql = () => import('@graphql-yoga/render-graphiql/graphiql');
const ownFile = async (name: string) => readFileSync(new URL(name, folder), 'utf8');

const sources: Readonly<Record<string, { type: string; load(): Promise<string> }>> = {
  'explorer.js': { type: javascript, load: () => ownFile('explorer.js') },
  'events.js': { type: javascript, load: () => ownFile('events.js') },
  'explorer.css': { type: stylesheet, load: () => ownFile('explorer.css') },
  'graphiql.js': { type: javascript, load: async () => (await graphiql()).js },
  'graphiql.css': { type: stylesheet, load: async () => (await graphiql()).css },
  'editor-worker.js': { type: javascript, load: async () => (await graphiql()).editorWorkerService },
  'json-worker.js': { type: javascript, load: async () => (await graphiql()).jsonWorker },
  'graphql-worker.js': { type: javascript, load: async () => (await graphiql()).graphqlWorker },
};

async function loadAsset(name: string): Promise<Asset | null> {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (!source) return null;
  const content = await source.load();
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  return { type: source.type, content, zipped: await promisify(gzip)(content), etag };
}
