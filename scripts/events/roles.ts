import { globSync, readFileSync } from 'node:fs';
import { subgraphs } from '@caravan/cli/subgraphs';
import { allEvents } from '@caravan/contracts/all-events';
import type { EventContract } from '@caravan/contracts/event';
import { workspaceFolder } from '../workspace.ts';

/** Who publishes an event, and who hears it. */
export type Roles = {
  readonly contract: EventContract;
  /** Name of the contract in the sources. */
  readonly name: string;
  /** What the id in `subject` is of; null when its docstring does not say. */
  readonly subject: string | null;
  /** Subgraphs, or `router`. */
  readonly publishers: readonly string[];
  readonly listeners: readonly Listener[];
};

export type Listener = {
  /** `router`, or a subgraph. */
  readonly part: string;
  /** Name of the consumer; `live` for the feeds of subscriptions; `router`. */
  readonly name: string;
};

/**
 * Of every declared event, sorted by type. Publishers are found in the sources (`publish(tx, Contract`), listeners in
 * the definitions of the subgraphs and in the sources of the router.
 */
export function readRoles(): Roles[] {
  const published = [
    ...subgraphs.map(({ name }) => [name, publishedBy(name)] as const),
    ['router', toldByRouter()] as const,
  ];
  const router = routerSources();
  const subjects = subjectsOf();
  return [...allEvents.values()]
    .map((contract) => {
      const name = contract.type.split('.')[1] ?? contract.type;
      const publishers = published.filter(([, names]) => names.has(name)).map(([part]) => part);
      const heardByRouter = new RegExp(`\\b${name}\\b`).test(router) ? [{ part: 'router', name: 'router' }] : [];
      const listeners = [...subgraphs.flatMap((definition) => listenersIn(definition, contract)), ...heardByRouter];
      return { contract, name, subject: subjects.get(name) ?? null, publishers, listeners };
    })
    .sort((one, other) => (one.contract.type < other.contract.type ? -1 : 1));
}

function listenersIn({ name, consumers, follows }: (typeof subgraphs)[number], { type }: EventContract): Listener[] {
  const hearing = consumers.filter(({ subscriptions }) => subscriptions.some(({ contract }) => contract.type === type));
  const live = follows.some((contract) => contract.type === type) ? [{ part: name, name: 'live' }] : [];
  return [...hearing.map((consumer) => ({ part: name, name: consumer.name })), ...live];
}

/** By its own sources, and by those that all subgraphs share where it imports them. */
function publishedBy(subgraph: string): Set<string> {
  const text = sourcesBelow(`subgraphs/${subgraph}/src`).join('\n');
  const imported = new Set([...text.matchAll(/'@caravan\/subgraph\/([\w-]+)'/g)].map(([, module]) => module ?? ''));
  const shared = [...imported].map((module) =>
    readFileSync(`${workspaceFolder}/packages/subgraph/src/${module}.ts`, 'utf8'),
  );
  const all = [text, ...shared].join('\n');
  return new Set([...all.matchAll(/\bpublish\(\s*\w+,\s*(\w+)/g)].map(([, name]) => name ?? ''));
}

/** It has no outbox: what it tells goes straight to the log (`transport.append`). */
function toldByRouter(): Set<string> {
  const text = sourcesBelow('router/src')
    .filter((source) => source.includes('.append(['))
    .join('\n');
  return new Set([...text.matchAll(/\btype, version, topic \} = (\w+)/g)].map(([, name]) => name ?? ''));
}

/** The router is told which events outdate answers that it keeps, and follows others itself. */
function routerSources(): string {
  const outdating = readFileSync(`${workspaceFolder}/packages/cli/src/outdated-answers.ts`, 'utf8');
  return [
    ...sourcesBelow('router/src').filter(
      (text) => text.includes('.follow(') || text.includes('followAgainOnGap(transport'),
    ),
    outdating,
  ].join('\n');
}

/** From the docstrings of the contracts: `Subject: order id.` */
function subjectsOf(): Map<string, string> {
  const text = sourcesBelow('packages/contracts/src').join('\n');
  const declared = text.matchAll(/\/\*\* Subject: ([^.*]+)\.[^*]*\*\/\nexport const (\w+) = defineEvent/g);
  return new Map([...declared].map(([, subject = '', name = '']) => [name, subject]));
}

function sourcesBelow(folder: string): string[] {
  return globSync('**/*.ts', { cwd: `${workspaceFolder}/${folder}`, exclude: (path) => path.endsWith('.test.ts') })
    .sort()
    .map((path) => readFileSync(`${workspaceFolder}/${folder}/${path}`, 'utf8'));
}
