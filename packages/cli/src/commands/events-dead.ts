import { deadLetterCounts } from '@caravan/events/dead-letter-store';
import {
  dropDeadLetter,
  dropDeadLetters,
  listDeadLetters,
  retryDeadLetter,
  retryDeadLetters,
  showDeadLetter,
} from '@caravan/events/dead-letters';
import { Command } from 'commander';
import { subgraphs } from '../subgraphs.ts';
import { ageOf, printTable } from './columns.ts';
import { CommandError, exitCodes } from './command-error.ts';
import { consumerNamed, definitionNamed, type EventsAccess, subgraphsNamed, withEvents } from './events-access.ts';

export const deadCommand = new Command('dead')
  .description('Events that a consumer gave up on (DEAD), and later ones of their subjects, which wait (PARKED).')
  .addHelpText('after', '\nExit codes: 0 done, 2 wrong usage, 3 there is no such letter or consumer, 1 anything else.');

type ListArguments = { consumer?: string; limit: string; json?: true };

deadCommand
  .command('list')
  .description('Of one subgraph or of all, oldest first.')
  .argument('[subgraph]', 'all when none is named')
  .option('--consumer <name>', 'only of this consumer')
  .option('--limit <number>', 'at most so many per subgraph', '100')
  .option('--json', 'for programs, with the whole events')
  .action((subgraph: string | undefined, options: ListArguments) =>
    withEvents((access) => list(access, subgraph, options)),
  );

deadCommand
  .command('show')
  .description('A letter with its event and its last error, as JSON.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .argument('<event-id>')
  .action((subgraph: string, consumer: string, eventId: string) =>
    withEvents(async (access) => {
      const key = letterKey({ subgraph, consumer, eventId });
      const letter = await showDeadLetter(await access.database(subgraph), key);
      if (!letter) throw noSuchLetter();
      console.log(JSON.stringify(letter, null, 2));
    }),
  );

deadCommand
  .command('retry')
  .description('Handle the event again, and then the events parked behind it in their order.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .argument('[event-id]')
  .option('--all', 'every dead letter of the consumer')
  .action((subgraph: string, consumer: string, eventId: string | undefined, { all }: { all?: true }) =>
    withEvents(async (access) => {
      const meant = onesMeant({ subgraph, consumer, eventId, all });
      const database = await access.database(subgraph);
      if (meant.eventId !== undefined && !(await retryDeadLetter(database, meant))) throw noSuchLetter();
      const count = meant.eventId === undefined ? await retryDeadLetters(database, meant.consumer) : 1;
      console.log(`${lettersOf(count)} will be handled again by the running consumer.`);
    }),
  );

deadCommand
  .command('drop')
  .description('Give the event up for good; events parked behind it are handled.')
  .argument('<subgraph>')
  .argument('<consumer>')
  .argument('[event-id]')
  .option('--all', 'every dead letter of the consumer')
  .action((subgraph: string, consumer: string, eventId: string | undefined, { all }: { all?: true }) =>
    withEvents(async (access) => {
      const meant = onesMeant({ subgraph, consumer, eventId, all });
      const database = await access.database(subgraph);
      if (meant.eventId !== undefined && !(await dropDeadLetter(database, meant))) throw noSuchLetter();
      const count = meant.eventId === undefined ? await dropDeadLetters(database, meant.consumer) : 1;
      console.log(`${lettersOf(count)} dropped.`);
    }),
  );

async function list(
  access: EventsAccess,
  subgraph: string | undefined,
  { consumer, limit, json }: ListArguments,
): Promise<void> {
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new CommandError('--limit is a number from 1 to 999999.', exitCodes.usage);
  const found = await Promise.all(
    subgraphsNamed(access, subgraph).map(async ({ name }) => {
      const database = await access.database(name);
      const wanted = consumer === undefined ? undefined : fullName(name, consumer);
      const counts = (await deadLetterCounts(database.query)).filter((each) =>
        [each.consumer, undefined].includes(wanted),
      );
      const total = counts.reduce((sum, { dead, parked }) => sum + dead + parked, 0);
      const filter = { limit: Number(limit), ...(wanted === undefined ? {} : { consumer: wanted }) };
      const letters = await listDeadLetters(database, filter);
      return { letters: letters.map((letter) => ({ subgraph: name, ...letter })), total };
    }),
  );
  const letters = found.flatMap((each) => each.letters);
  if (letters.length === 0 && consumer !== undefined) refuseUnknown(consumer);
  if (json) return console.log(JSON.stringify(letters, null, 2));
  if (letters.length === 0) return console.log('None.');
  const now = new Date();
  printTable(
    ['AGE', 'STATE', 'CONSUMER', 'EVENT', 'TYPE', 'SUBJECT', 'TRIES', 'ERROR'],
    letters.map(({ createdAt, state, envelope, attempts, error, ...letter }) => [
      ageOf(createdAt, now),
      state,
      letter.consumer,
      letter.eventId,
      envelope.type,
      letter.subject,
      String(attempts),
      (error ?? '').split('\n', 1)[0] ?? '',
    ]),
  );
  const more = found.reduce((sum, { total }) => sum + total, 0) - letters.length;
  if (more > 0) console.log(`And ${more} more: raise --limit.`);
}

type Named = { subgraph: string; consumer: string };

/** One letter, or all of the consumer; never all by mistake. */
function onesMeant({ eventId, all, ...named }: Named & { eventId: string | undefined; all: true | undefined }): {
  consumer: string;
  eventId?: string;
} & ({ eventId: string } | { eventId?: never }) {
  if (eventId !== undefined && !all) return letterKey({ ...named, eventId });
  if (eventId !== undefined || !all) throw new CommandError('Name one event, or say --all.', exitCodes.usage);
  return { consumer: consumerNamed(named.subgraph, named.consumer).name };
}

/** A letter may outlive the consumer it belonged to, so the name is taken as it is. */
function letterKey({ subgraph, consumer, eventId }: Named & { eventId: string }): {
  consumer: string;
  eventId: string;
} {
  definitionNamed(subgraph);
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(eventId)) throw noSuchLetter();
  return { consumer: fullName(subgraph, consumer), eventId };
}

function fullName(subgraph: string, consumer: string): string {
  return consumer.includes('.') ? consumer : `${subgraph}.${consumer}`;
}

/** That a consumer has no letters is said of none that was mistyped. */
function refuseUnknown(consumer: string): void {
  const known = subgraphs.some(({ name, consumers }) =>
    consumers.some((each) => each.name === fullName(name, consumer)),
  );
  if (!known) throw new CommandError(`There is no consumer "${consumer}".`, exitCodes.notFound);
}

function noSuchLetter(): CommandError {
  return new CommandError('There is no such dead letter.', exitCodes.notFound);
}

function lettersOf(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}
