import { subgraphs } from '@caravan/cli/subgraphs';
import { openDatabase } from '@caravan/database/database';
import { retryDeadLetter } from '@caravan/events/dead-letters';
import { asAdministrator } from './administrator.ts';

export type Letter = { consumer: string; eventId: string; subject: string; state: 'DEAD' | 'PARKED' };

/** Dead and parked events of all subgraphs, in order of arrival. */
export function readLetters(adminUrl: string): Promise<Letter[]> {
  return asAdministrator(adminUrl, async (admin) => {
    const letters = await Promise.all(
      subgraphs.map(
        ({ name }) => admin<Letter[]>`
          select consumer, event_id as "eventId", subject, state from ${admin(name)}.dead_letters order by position`,
      ),
    );
    return letters.flat();
  });
}

/** As `caravan events dead retry` does. */
export async function retry(adminUrl: string, { consumer, eventId }: Letter): Promise<void> {
  const [schema = ''] = consumer.split('.');
  const database = openDatabase({ url: adminUrl, schema, poolSize: 1, statementTimeoutMs: 10_000, attempts: 1 });
  try {
    await retryDeadLetter(database, { consumer, eventId });
  } finally {
    await database.close();
  }
}
