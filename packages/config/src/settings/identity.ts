import { z } from 'zod';
import { count, flag, seconds, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';

export const identitySettings = {
  issuer: setting('TOKEN_ISSUER', text.default('caravan'), 'Issuer (iss) and audience (aud) of access tokens.'),
  accessTokenSeconds: setting('ACCESS_TOKEN_SECONDS', seconds.default(86_400), 'Life of an access token.'),
  refreshTokenSeconds: setting('REFRESH_TOKEN_SECONDS', seconds.default(604_800), 'Life of a refresh token.'),
  refreshGraceSeconds: setting(
    'REFRESH_GRACE_SECONDS',
    seconds.default(30),
    'How long the refresh token just used still gets the same successor.',
  ),
  guestTokenSeconds: setting('GUEST_TOKEN_SECONDS', seconds.default(604_800), 'Life of a guest token.'),
  signingKeyDays: setting('SIGNING_KEY_DAYS', count.default(90), 'Age at which the signing key is replaced.'),
  keyEncryptionKey: setting(
    'IDENTITY_KEY_ENCRYPTION_KEY',
    z.string().min(32),
    'Encrypts private signing keys at rest.',
    { secret: true, parts: ['identity'] },
  ),
  revealTakenEmail: setting(
    'REVEAL_TAKEN_EMAIL',
    flag.default(false),
    'Answer EmailTaken plainly instead of mailing the owner.',
  ),
  bcryptCost: setting('BCRYPT_COST', count.default(12), 'Work factor of password hashes.'),
  registrationsPerHour: setting(
    'LIMIT_REGISTRATIONS_PER_HOUR',
    count.default(10),
    'Registrations per hour and client address.',
  ),
  guestsPerMinute: setting(
    'LIMIT_GUESTS_PER_MINUTE',
    count.default(120),
    'Guest sessions per minute and client address.',
  ),
  logInsPerMinute: setting(
    'LIMIT_LOG_INS_PER_MINUTE',
    count.default(5),
    'Log-in attempts per minute, account and client address.',
  ),
  failedLogInsPerAccount: setting(
    'LIMIT_FAILED_LOG_INS_PER_ACCOUNT',
    count.default(20),
    'Failed log-ins per minute and account.',
  ),
  failedLogInsPerAddress: setting(
    'LIMIT_FAILED_LOG_INS_PER_ADDRESS',
    count.default(300),
    'Failed log-ins per minute and client address.',
  ),
  lockAfterFailures: setting('LOCK_AFTER_FAILURES', count.default(10), 'Failures in a row that lock an account.'),
  lockSeconds: setting('LOCK_SECONDS', seconds.default(900), 'How long a locked account stays locked.'),
  refreshesPerMinute: setting('LIMIT_REFRESHES_PER_MINUTE', count.default(30), 'Refreshes per minute and session.'),
  verificationSeconds: setting(
    'EMAIL_VERIFICATION_SECONDS',
    seconds.default(86_400),
    'Life of an email verification code.',
  ),
  verificationAttempts: setting('VERIFICATION_ATTEMPTS', count.default(5), 'Tries per verification code.'),
  resendSeconds: setting('VERIFICATION_RESEND_SECONDS', seconds.default(60), 'Pause between two verification mails.'),
  smtpUrl: setting('SMTP_URL', url.optional(), 'Mail server. Absent: mails stay in the local outbox.', {
    secret: true,
  }),
  mailFrom: setting('MAIL_FROM', text.default('Caravan <no-reply@caravan.example>'), 'Sender of mails.'),
  adminEmail: setting(
    'CARAVAN_ADMIN_EMAIL',
    z.email().optional(),
    'Email of the first SUPER_ADMIN, made at start when there is none.',
  ),
  adminPassword: setting('CARAVAN_ADMIN_PASSWORD', text.optional(), 'Password of the first SUPER_ADMIN.', {
    secret: true,
  }),
  addressesPerUser: setting('LIMIT_ADDRESSES', count.default(50), 'Most addresses of one person.'),
};
