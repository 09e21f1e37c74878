import { loadRouterConfiguration } from '@caravan/config/environment';
import { answersOf } from '../subgraphs/answers.ts';
import { serveAnswers } from '../subgraphs/http-server.ts';
import { memorySubgraphs } from './memory-subgraphs.ts';

/** Caravan's subgraphs with data that cost nothing, over HTTP: prints their addresses as one line of JSON. */
const urls = await Promise.all(
  memorySubgraphs(loadRouterConfiguration(undefined)).map(async ({ name, data }) => {
    const isSigned = (headers: NodeJS.Dict<string | string[]>) => headers['x-caravan-caller'] !== undefined;
    return [name, (await serveAnswers({ answer: answersOf(data), isSigned })).url] as const;
  }),
);
console.log(JSON.stringify(Object.fromEntries(urls)));
