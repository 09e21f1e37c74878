import { describe, expect, test } from 'vitest';
import { isStaff, readSecondFactorCode, withoutStaffRoles } from './mfa.domain.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { enrolmentOf, newTotpSecret, stepOfCode } from './totp.ts';

/** The secret of RFC 6238, appendix B: `12345678901234567890`. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code of an app', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('of second %i is %s, as RFC 6238 has it', (seconds, code) => {
    expect(stepOfCode({ secret, code, now: at(seconds) })).toBe(Math.floor(seconds / 30));
  });

  test.each([
    ['the present step', 59, 1],
    ['the one before', 60, 1],
    ['the one before, to its last second', 89, 1],
    ['the one after', 29, 1],
    ['two before', 90, null],
    ['two after', -1, null],
  ])('of %s', (_what, seconds, step) => {
    expect(stepOfCode({ secret, code: '287082', now: at(seconds) })).toBe(step);
  });

  test.each(['287083', '94287082', '28708', ''])('"%s" is wrong', (code) => {
    expect(stepOfCode({ secret, code, now: at(59) })).toBeNull();
  });
});

test('an enrolment is what authenticator apps read', () => {
  const made = newTotpSecret();
  expect(made).toMatch(/^[A-Z2-7]{32}$/);
  const { otpauthUri, qrCode } = enrolmentOf({ secret: made, issuer: 'Caravan', account: 'a&b@example.com' });
  expect(otpauthUri).toBe(
    `otpauth://totp/Caravan:a%26b%40example.com?issuer=Caravan&secret=${made}&algorithm=SHA1&digits=6&period=30`,
  );
  expect(qrCode).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox=/);
  expect(qrCode).not.toContain('script');
});

test('recovery codes are ten different ones that can be read back', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(readSecondFactorCode(code)).toEqual({ kind: 'RECOVERY_CODE', text: code.replace('-', '') });
  }
});

test.each([
  ['123456', { kind: 'TOTP', text: '123456' }],
  [' 123 456 ', { kind: 'TOTP', text: '123456' }],
  ['abcde-fgh01', { kind: 'RECOVERY_CODE', text: 'ABCDEFGH01' }],
  ['ABCDEFGHOI', { kind: 'RECOVERY_CODE', text: 'ABCDEFGH01' }],
  ['ABCDEFGH0L', { kind: 'RECOVERY_CODE', text: 'ABCDEFGH01' }],
  ['12345', null],
  ['1234567', null],
  ['ABCDEFGHU1', null],
  ['ABCDE-FGH0', null],
  ['', null],
  ["' or 1=1 --", null],
  ['２８７０８２', null],
  ['1'.repeat(100), null],
])('what was typed as %j', (typed, read) => {
  expect(readSecondFactorCode(typed)).toEqual(read);
});

test.each([
  [['CUSTOMER', 'VENDOR', 'COURIER', 'PROFESSIONAL'], false, ['CUSTOMER', 'VENDOR', 'COURIER', 'PROFESSIONAL']],
  [['CUSTOMER', 'SUPPORT'], true, ['CUSTOMER']],
  [['OPERATOR'], true, []],
  [['CUSTOMER', 'MANAGER', 'VENDOR'], true, ['CUSTOMER', 'VENDOR']],
  [['ADMIN', 'SUPER_ADMIN'], true, []],
] as const)('the roles %j', (roles, staff, others) => {
  expect(isStaff(roles)).toBe(staff);
  expect(withoutStaffRoles(roles)).toEqual(others);
});
