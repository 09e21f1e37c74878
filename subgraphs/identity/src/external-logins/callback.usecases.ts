import type { Deps } from '../deps.ts';
import { hashToken, sealText } from '../secrets.ts';
import { takeStep } from './attempts.usecases.ts';
import { readName } from './external-logins.domain.ts';
import { nameAttempt } from './external-logins.store.ts';

/** What a provider posts to us as a form. */
export type PostedAnswer = {
  readonly clientAddress: string;
  readonly state: string;
  /** What the front end is to get in its query. */
  readonly passedOn: Readonly<Record<string, string>>;
  /** Told at the first consent alone. */
  readonly name: string | null;
};

/** The page of the front end that goes on with a posted answer; null when nobody waits for it, or too many came. */
export async function passOn(deps: Deps, answer: PostedAnswer): Promise<string | null> {
  const limited = await takeStep(deps, answer, 'callback');
  if (!limited.ok) return null;
  const name = readName(answer.name);
  const nameSealed = name && sealText(deps.keys.externalLogins, name);
  const stateHash = hashToken(answer.state);
  const attempt = await nameAttempt(deps.database.query, { stateHash, nameSealed, now: deps.now() });
  // Of the others, the answer comes to the front end without us.
  if (!attempt || !deps.providers[attempt.provider]?.postsForm) return null;
  const url = new URL(attempt.redirectUri);
  for (const [field, value] of Object.entries(answer.passedOn)) url.searchParams.set(field, value);
  return url.href;
}
