import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

const secretBytes = 20;
const window = 1;

/** 160 random bits in base 32, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What an authenticator app reads: an `otpauth://totp/…` address, and the same as a QR code (SVG text). */
export function enrolmentOf({ secret, issuer, account }: { secret: string; issuer: string; account: string }) {
  const otpauthUri = new TOTP({ ...parametersOf(secret), issuer, label: account }).toString();
  return { otpauthUri, qrCode: renderSVG(otpauthUri, { ecc: 'M', border: 2 }) };
}

/**
 * The step of 30 seconds since 1970 that a code belongs to (RFC 6238: SHA-1, 6 digits): the present one, the one
 * before or the one after, for clocks that are not quite right. Null for any other code.
 */
export function stepOfCode({ secret, code, now }: { secret: string; code: string; now: Date }): number | null {
  const totp = new TOTP(parametersOf(secret));
  const timestamp = now.getTime();
  const distance = totp.validate({ token: code, timestamp, window });
  return distance === null ? null : totp.counter({ timestamp }) + distance;
}

function parametersOf(secret: string) {
  return { algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) };
}
