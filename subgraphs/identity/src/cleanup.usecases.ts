import { forgetOldFailures } from './accounts/usecases/credentials.ts';
import { forgetOldActivity } from './activity/activity.usecases.ts';
import { forgetAvatars } from './avatars/avatars.usecases.ts';
import type { Deps } from './deps.ts';
import { forgetEndedEmailChanges } from './email-changes/email-changes.usecases.ts';
import { forgetEndedAttempts } from './external-logins/attempts.usecases.ts';
import { deleteMergesBefore } from './guests/guests.store.ts';
import { forgetOldDocuments } from './kyc/keeping.usecases.ts';
import { forgetOldLetters } from './letters/letters.usecases.ts';
import { forgetEndedLimits } from './limits/limits.usecases.ts';
import { forgetExpiredMfa } from './mfa/usecases/second-factor.ts';
import { forgetOldResets } from './passwords/usecases/request-reset.ts';
import { forgetEndedPhoneVerifications } from './phones/phones.usecases.ts';
import { forgetEndedRegistrations } from './registrations/registrations.usecases.ts';
import { forgetDeadSessions } from './sessions/sessions.usecases.ts';
import { rotateSigningKeys } from './signing-keys/signing-keys.usecases.ts';

const dayMs = 86_400_000;
/** Longer than a guest token lives and than a registration may wait with a guest, so that no guest is merged twice. */
const mergesKeptDays = 90;

type Step = (deps: Deps) => Promise<void>;

/** Each by itself: what holds files may be away, and signing keys have to go on nevertheless. */
const steps: readonly Step[] = [
  rotateSigningKeys,
  forgetEndedLimits,
  forgetEndedAttempts,
  forgetOldFailures,
  forgetEndedRegistrations,
  forgetEndedPhoneVerifications,
  forgetEndedEmailChanges,
  forgetOldMerges,
  forgetOldResets,
  forgetDeadSessions,
  forgetExpiredMfa,
  forgetOldLetters,
  forgetAvatars,
  forgetOldActivity,
  forgetOldDocuments,
];

/**
 * Makes the next signing key when it is due, and forgets what nobody can use any more.
 *
 * @throws AggregateError when some of it failed; the rest was done.
 */
export async function cleanUp(deps: Deps): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step(deps);
    } catch (error) {
      failures.push(error);
      deps.logger.error({ err: error, step: step.name }, 'a part of the clean-up failed; the rest goes on');
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} parts of the clean-up failed.`);
}

function forgetOldMerges({ database, now }: Deps): Promise<void> {
  return deleteMergesBefore(database.query, new Date(now().getTime() - mergesKeptDays * dayMs));
}
