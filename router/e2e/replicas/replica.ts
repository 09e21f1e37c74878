import { appendFileSync, readFileSync } from 'node:fs';
import { serveSubgraph } from '@caravan/subgraph/serve-subgraph';
import { createLogger } from '@caravan/telemetry/logger';
import { eventFeed } from '../harness/event-feed.ts';
import { syntheticSubgraph } from '../harness/synthetic-subgraphs.ts';
import { testConfiguration } from '../harness/test-router.ts';

/**
 * A replica of a small subgraph, as a process of its own: `replica.ts <file> <port> <caller secret>`. What all replicas
 * know is in the file, a line for each note.
 */
const [file = '', port = '', callerSecret = ''] = process.argv.slice(2);

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  type Query { whoAnswers(nonce: Int!): Int! }
  type Mutation { note(id: Int!): Int! }
  type Subscription { noted: Int! }`;

const countNotes = () => readFileSync(file, 'utf8').split('\n').length - 1;
const feed = eventFeed<number>();
let known = countNotes();
setInterval(() => {
  const now = countNotes();
  if (now !== known) feed.emit(now);
  known = now;
}, 10);

const resolvers = {
  Query: { whoAnswers: () => process.pid },
  Mutation: {
    note: (_root: unknown, { id }: { id: number }) => {
      appendFileSync(file, `${id}\n`);
      return process.pid;
    },
  },
  Subscription: { noted: { subscribe: () => feed.watch(countNotes(), () => true), resolve: (count: number) => count } },
};

const server = await serveSubgraph(syntheticSubgraph('notes', sdl, resolvers), {
  configuration: testConfiguration({ CALLER_SECRET: callerSecret }),
  port: Number(port),
  logger: createLogger({ level: 'silent', name: 'notes' }),
});
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(server.url);
