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

/** Forgets what nobody can use any more, and makes the next signing key when it is due. */
export async function cleanUp(deps: Deps): Promise<void> {
  const daysAgo = (days: number) => new Date(deps.now().getTime() - days * dayMs);
  const { query } = deps.database;
  await forgetEndedLimits(deps);
  await forgetEndedAttempts(deps);
  await forgetOldFailures(deps);
  await forgetEndedRegistrations(deps);
  await forgetEndedPhoneVerifications(deps);
  await forgetEndedEmailChanges(deps);
  await deleteMergesBefore(query, daysAgo(mergesKeptDays));
  await forgetOldResets(deps);
  await forgetDeadSessions(deps);
  await forgetExpiredMfa(deps);
  await forgetOldLetters(deps);
  await forgetAvatars(deps);
  await forgetOldActivity(deps);
  await forgetOldDocuments(deps);
  await rotateSigningKeys(deps);
}
