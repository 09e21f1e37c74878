import { describe, expect, test } from 'vitest';
import { contents } from '../../test/kyc.ts';
import { documentType } from './document-type.ts';
import {
  documentProblems,
  isClaimedByAnother,
  type KycCase,
  kycStatuses,
  nextStatuses,
  provesIdentity,
  readReason,
} from './kyc.domain.ts';

describe('the status of a person', () => {
  const legal = ['NOT_STARTED>PENDING', 'PENDING>VERIFIED', 'PENDING>REJECTED', 'REJECTED>PENDING'];
  const pairs = kycStatuses.flatMap((from) => kycStatuses.map((to) => [from, to] as const));
  test.each(pairs)('%s to %s', (from, to) => {
    expect(nextStatuses[from].includes(to)).toBe(legal.includes(`${from}>${to}`));
  });
});

describe('what proves who somebody is', () => {
  test.each([
    [['PASSPORT'], true],
    [['ID_CARD_FRONT', 'ID_CARD_BACK'], true],
    [['SELFIE', 'PASSPORT'], true],
    [['ID_CARD_FRONT'], false],
    [['ID_CARD_BACK', 'SELFIE'], false],
    [['SELFIE', 'PROOF_OF_ADDRESS'], false],
    [[], false],
  ] as const)('%o: %s', (kinds, does) => {
    expect(provesIdentity(kinds)).toBe(does);
  });

  test.each([
    [[], 1],
    [['a'], 0],
    [['a', 'a'], 1],
    [Array.from({ length: 10 }, (_, index) => String(index)), 0],
    [Array.from({ length: 11 }, (_, index) => String(index)), 1],
  ])('is submitted once each, 1 to 10: %o', (ids, problems) => {
    expect(documentProblems(ids)).toHaveLength(problems);
  });
});

describe('a reason', () => {
  test.each([
    ['REJECTED', ' Blurred.\nTake another. ', 'Blurred.\nTake another.'],
    ['VERIFIED', null, null],
    ['VERIFIED', '  ', null],
    ['VERIFIED', 'Well\r\n\tdone', 'Well\r\n\tdone'],
  ] as const)('of %s: %o', (decision, given, reason) => {
    expect(readReason(decision, given)).toBe(reason);
  });

  test.each([
    ['REJECTED', null],
    ['REJECTED', undefined],
    ['REJECTED', ' \n '],
    ['REJECTED', 'x'.repeat(1_001)],
    ['VERIFIED', 'a\0b'],
    ['VERIFIED', 'a\u001bb'],
  ] as const)('is not taken of %s: %o', (decision, given) => {
    expect(readReason(decision, given)).toMatchObject({ kind: 'InvalidInput', path: ['input', 'reason'] });
  });
});

describe('a claim', () => {
  const now = new Date('2026-11-21T10:00:00Z');
  const later = new Date('2026-11-21T10:00:01Z');
  test.each([
    [null, null, false],
    ['me', later, false],
    ['other', later, true],
    ['other', now, false],
  ])('of %s until %s keeps others out: %s', (claimedBy, claimedUntil, does) => {
    const kycCase = { claimedBy, claimedUntil } as KycCase;
    expect(isClaimedByAnother(kycCase, 'me', now)).toBe(does);
  });
});

describe('the type of a document', () => {
  test.each(Object.entries(contents))('is %s by its first bytes', (type, content) => {
    expect(documentType(content.subarray(0, 12))).toBe(type);
  });

  test.each([
    ['nothing', ''],
    ['half a signature', '\x89PN'],
    ['HTML', '<!doctype html><script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['a PDF behind something else', '\n%PDF-1.7'],
    ['a WAV', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a GIF', 'GIF89a\x01\0\x01\0\0\0'],
    ['an archive', 'PK\x03\x04\x14\0\0\0\0\0\0\0'],
    ['a program', 'MZ\x90\0\x03\0\0\0\x04\0\0\0'],
  ])('is none of ours for %s', (_what, content) => {
    expect(documentType(Buffer.from(content, 'latin1'))).toBeNull();
  });
});
