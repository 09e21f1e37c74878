import { answersOf } from './answers.ts';
import { serveAnswers } from './http-server.ts';
import { serveLiveUpdates } from './live-updates.ts';
import { type SubgraphName, schemaOf, subgraphNames } from './schemas.ts';

/** The process of the subgraphs: prints their addresses as one line of JSON, then serves until it is killed. */
const urls = await Promise.all(subgraphNames.map(async (name) => [name, await serve(name)] as const));
console.log(JSON.stringify(Object.fromEntries(urls)));

async function serve(name: SubgraphName): Promise<string> {
  const schema = schemaOf(name);
  // A gateway that does not say for whom it asks would have it too easy.
  const isSigned = ({ authorization }: { authorization?: string | undefined }) => authorization !== undefined;
  const { server, url } = await serveAnswers({ answer: answersOf({ schema }), isSigned });
  if (name === 'products') serveLiveUpdates(server, schema);
  return `${url}/graphql`;
}
