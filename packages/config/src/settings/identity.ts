import { z } from 'zod';
import { bytes, count, flag, list, milliseconds, seconds, text, url } from '../kinds.ts';
import { setting } from '../setting.ts';
import { geocodingSettings } from './geocoding.ts';
import { kycSettings } from './kyc.ts';

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
    'Encrypts private signing keys, national ids and second factors at rest.',
    { secret: true, parts: ['identity'] },
  ),
  keyEncryptionKeysOld: setting(
    'IDENTITY_KEY_ENCRYPTION_KEYS_OLD',
    list.pipe(z.array(z.string().min(32))).default([]),
    'Other keys that still open what they encrypted, comma-separated: until `caravan identity rotate-keys` is through.',
    { secret: true, parts: ['identity'] },
  ),
  revealTakenEmail: setting(
    'REVEAL_TAKEN_EMAIL',
    flag.default(false),
    'Answer EmailTaken plainly instead of mailing the owner, until the system setting identity.revealTakenEmail says otherwise.',
  ),
  bcryptCost: setting('BCRYPT_COST', count.default(12), 'Work factor of password hashes.'),
  hashesAtOnce: setting(
    'PASSWORD_HASHES_AT_ONCE',
    count.default(0),
    'Password hashes at the same time in one process; 0 for as many as there are processors, less one.',
  ),
  hashWaitMs: setting(
    'PASSWORD_HASH_WAIT_MS',
    milliseconds.default(1_500),
    'Longest wait of a log-in for its turn to hash; more are refused with UNAVAILABLE. Keep it under FETCH_TIMEOUT_MS.',
  ),
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
  resetLinkSeconds: setting(
    'PASSWORD_RESET_LINK_SECONDS',
    seconds.default(3_600),
    'Life of a link to reset a password.',
  ),
  resetCodeSeconds: setting('PASSWORD_RESET_CODE_SECONDS', seconds.default(600), 'Life of a code to reset a password.'),
  resetCodeAttempts: setting('PASSWORD_RESET_CODE_ATTEMPTS', count.default(5), 'Tries per code to reset a password.'),
  passwordResetsPerHour: setting(
    'LIMIT_PASSWORD_RESETS_PER_HOUR',
    count.default(3),
    'Requests of password resets per hour and email.',
  ),
  passwordResetsPerAddress: setting(
    'LIMIT_PASSWORD_RESETS_PER_ADDRESS',
    count.default(30),
    'Requests of password resets per hour and client address.',
  ),
  resetCodeTriesPerDay: setting(
    'LIMIT_RESET_CODE_TRIES_PER_DAY',
    count.default(25),
    'Tries of codes to reset a password per day and email; links work after them.',
  ),
  failedResetsPerAddress: setting(
    'LIMIT_FAILED_RESETS_PER_ADDRESS',
    count.default(60),
    'Wrong reset links and codes per hour and client address.',
  ),
  refreshesPerMinute: setting('LIMIT_REFRESHES_PER_MINUTE', count.default(30), 'Refreshes per minute and session.'),
  sessionsPerUser: setting('LIMIT_SESSIONS', count.default(100), 'Most open sessions of one person; the oldest ends.'),
  mfaIssuer: setting('MFA_ISSUER', text.default('Caravan'), 'Name of the platform in authenticator apps.'),
  mfaRequiredForStaff: setting(
    'MFA_REQUIRED_FOR_STAFF',
    flag.optional(),
    'Staff roles (SUPPORT to SUPER_ADMIN) count only with a second factor. Default: true in production, else false.',
  ),
  mfaEnrolmentSeconds: setting(
    'MFA_ENROLMENT_SECONDS',
    seconds.default(600),
    'How long a new authenticator app waits for its first code.',
  ),
  mfaChallengeSeconds: setting(
    'MFA_CHALLENGE_SECONDS',
    seconds.default(300),
    'How long a sign-in waits for its second factor.',
  ),
  mfaChallengeTries: setting('MFA_CHALLENGE_TRIES', count.default(5), 'Codes that may be tried per sign-in.'),
  failedSecondFactors: setting(
    'LIMIT_FAILED_SECOND_FACTORS',
    count.default(10),
    'Wrong codes of authenticator apps, and wrong recovery codes, per 15 minutes and account.',
  ),
  failedSecondFactorsPerDay: setting(
    'LIMIT_FAILED_SECOND_FACTORS_PER_DAY',
    count.default(50),
    'Wrong codes of authenticator apps, and wrong recovery codes, per day and account.',
  ),
  verificationSeconds: setting(
    'EMAIL_VERIFICATION_SECONDS',
    seconds.default(86_400),
    'Life of an email verification code.',
  ),
  verificationAttempts: setting('VERIFICATION_ATTEMPTS', count.default(5), 'Tries per verification code.'),
  resendSeconds: setting(
    'VERIFICATION_RESEND_SECONDS',
    seconds.default(60),
    'Pause between two verification mails, or texts.',
  ),
  phoneVerificationSeconds: setting(
    'PHONE_VERIFICATION_SECONDS',
    seconds.default(600),
    'Life of a phone verification code.',
  ),
  textsPerDay: setting('LIMIT_TEXTS_PER_DAY', count.default(5), 'Phone verification codes per day, person and phone.'),
  smtpUrl: setting('SMTP_URL', url.optional(), 'Mail server. Absent: mails stay in the local outbox.', {
    secret: true,
  }),
  mailFrom: setting('MAIL_FROM', text.default('Caravan <no-reply@caravan.example>'), 'Sender of mails.'),
  verifyEmailUrl: setting(
    'VERIFY_EMAIL_URL',
    text.default('/account/verify'),
    'Page that mails link to for verifying an email, with `?token=`; relative to the router, or of a front end.',
  ),
  resetPasswordUrl: setting(
    'RESET_PASSWORD_URL',
    text.default('/account/reset'),
    'Page that mails link to for choosing a new password, with `?token=`; relative to the router, or of a front end.',
  ),
  twilioUrl: setting('TWILIO_URL', url.default('https://api.twilio.com'), 'Address of the provider of texts (Twilio).'),
  twilioAccountSid: setting(
    'TWILIO_ACCOUNT_SID',
    text.optional(),
    'Account at Twilio. Absent: texts stay in the local outbox.',
  ),
  twilioAuthToken: setting('TWILIO_AUTH_TOKEN', text.optional(), 'Secret of the account at Twilio.', { secret: true }),
  twilioFrom: setting('TWILIO_FROM', text.optional(), 'Sender of texts: a phone, or a messaging service (MG…).'),
  letterTimeoutMs: setting('LETTER_TIMEOUT_MS', count.default(10_000), 'Longest wait for the provider of texts.'),
  lettersKeptDays: setting('LETTERS_KEPT_DAYS', count.default(30), 'Days that unsent mails and texts are kept.'),
  mostApiKeys: setting('LIMIT_API_KEYS', count.default(1_000), 'Most API keys of partners that work at once.'),
  adminEmail: setting(
    'CARAVAN_ADMIN_EMAIL',
    z.email().optional(),
    'Email of the first SUPER_ADMIN, made at start when there is none.',
  ),
  adminPassword: setting('CARAVAN_ADMIN_PASSWORD', text.optional(), 'Password of the first SUPER_ADMIN.', {
    secret: true,
  }),
  minimumAgeYears: setting('MINIMUM_AGE_YEARS', count.default(13), 'Youngest age that a birth date may tell.'),
  avatarUploadSeconds: setting('AVATAR_UPLOAD_SECONDS', seconds.default(600), 'Life of the link to upload an avatar.'),
  avatarUploadsPerHour: setting(
    'LIMIT_AVATAR_UPLOADS_PER_HOUR',
    count.default(20),
    'Avatar uploads per hour and person.',
  ),
  avatarMaximumBytes: setting('AVATAR_MAXIMUM_BYTES', bytes.default(10_000_000), 'Largest file of an avatar.'),
  avatarMaximumPixels: setting(
    'AVATAR_MAXIMUM_PIXELS',
    count.default(50_000_000),
    'Most pixels of an uploaded avatar; decoding one takes up to 4 bytes a pixel.',
  ),
  avatarConversions: setting(
    'AVATAR_CONVERSIONS',
    count.pipe(z.number().min(1)).default(2),
    'Avatars that one process converts at once; ten times as many wait, more are refused.',
  ),
  avatarConversionSeconds: setting(
    'AVATAR_CONVERSION_SECONDS',
    count.pipe(z.number().min(1)).default(10),
    'Longest conversion of one avatar.',
  ),
  nationalIdTriesPerDay: setting(
    'LIMIT_NATIONAL_ID_TRIES_PER_DAY',
    count.default(10),
    'National ids that one person may enter in a day.',
  ),
  freshSignInSeconds: setting(
    'FRESH_SIGN_IN_SECONDS',
    seconds.default(600),
    'How long ago people without a password may have signed in to do what else needs it, such as to delete the account.',
  ),
  deletionTriesPerHour: setting(
    'LIMIT_DELETION_TRIES_PER_HOUR',
    count.default(5),
    'Tries to delete an account, per hour and person.',
  ),
  exportsPerHour: setting('LIMIT_EXPORTS_PER_HOUR', count.default(5), 'Exports of personal data, per hour and person.'),
  addressesPerUser: setting('LIMIT_ADDRESSES', count.default(50), 'Most addresses of one person.'),
  ...geocodingSettings,
  ...kycSettings,
  auditDays: setting('AUDIT_DAYS', count.min(1).default(400), 'Days that what happened to an account is kept.'),
};
