import type { Life } from './life.ts';
import { seconds } from './status-table.ts';

const mostWords = 8;

/** Says how a part's processes ended, each with what it said last; the same words are not said twice in a row. */
export function obituaries(name: string): (life: Life) => string {
  let lastSaid = '';
  return ({ ending, readyMs, wasLate, words }) => {
    const said = words.slice(-mostWords).map((line) => `\n  | ${line}`);
    const isRepeated = said.length > 0 && said.join('') === lastSaid;
    lastSaid = said.join('');
    const how = ending.signal ? `was ended by ${ending.signal}` : `ended with ${ending.code ?? 'no exit code'}`;
    const when = readyMs === null ? 'before it was ready' : `after it was up for ${seconds(readyMs)}`;
    const what = wasLate ? `${name} was not ready in time (UP_READY_MS)` : `${name} ${how} ${when}`;
    return `${what}${isRepeated ? ', and said the same as before' : lastSaid}`;
  };
}
