import { allocate, applyBasisPoints, money } from '@caravan/core/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commissionOf, type EscrowedLine, giveBack, refundableMinor, shareOut } from '../refunds/refunds.domain.ts';
import { clearing, escrowOf, settlePostings } from './ledger.domain.ts';

describe('settlePostings', () => {
  test('adds up postings of one account, drops those that come to nothing, and sorts', () => {
    const a = escrowOf('a', 'EUR');
    const b = escrowOf('b', 'EUR');
    const c = clearing('sandbox', 'EUR');
    const settled = settlePostings([
      { account: b, amountMinor: 5n },
      { account: c, amountMinor: -9n },
      { account: a, amountMinor: 3n },
      { account: a, amountMinor: -3n },
      { account: b, amountMinor: 4n },
    ]);
    expect(settled).toEqual([
      { account: c, amountMinor: -9n },
      { account: b, amountMinor: 9n },
    ]);
  });
});

const bps = fc.integer({ min: 0, max: 10_000 });
const amount = fc.bigInt({ min: 1n, max: 10_000_000n });

function held(amountMinor: bigint, more: Partial<EscrowedLine> = {}): EscrowedLine {
  return {
    lineId: String(amountMinor),
    amountMinor,
    currency: 'EUR',
    refundedMinor: 0n,
    pendingRefundMinor: 0n,
    commissionBps: 1_000,
    commissionMinor: 0n,
    released: false,
    ...more,
  };
}

/** Gives a released line back in parts; answers what commission is left at the end. */
function refundInParts(
  line: EscrowedLine,
  parts: readonly bigint[],
  give: (line: EscrowedLine, part: bigint) => { payable: bigint; revenue: bigint },
): { commission: bigint; payable: bigint } {
  let state = { ...line, commissionMinor: commissionOf(line, 0n), released: true };
  let payable = line.amountMinor - state.commissionMinor;
  for (const part of parts) {
    const given = give(state, part);
    payable -= given.payable;
    state = {
      ...state,
      refundedMinor: state.refundedMinor + part,
      commissionMinor: state.commissionMinor - given.revenue,
    };
  }
  return { commission: state.commissionMinor, payable };
}

const line = fc.record({ amountMinor: amount, commissionBps: bps }).map((fields) => held(fields.amountMinor, fields));
const lineInParts = line.chain((whole) =>
  fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 1, maxLength: 8 }).map((weights) => ({
    whole,
    parts: allocate(money(whole.amountMinor, 'EUR'), weights)
      .map(({ amountMinor }) => amountMinor)
      .filter((part) => part > 0n),
  })),
);

describe('commission', () => {
  test('a line that goes back in any parts leaves no commission and owes the store nothing', () => {
    fc.assert(
      fc.property(lineInParts, ({ whole, parts }) => {
        expect(refundInParts(whole, parts, giveBack)).toEqual({ commission: 0n, payable: 0n });
      }),
    );
  });

  test('the mutant that rounds the commission of each part by itself is caught', () => {
    const naive = (state: EscrowedLine, part: bigint) => {
      const revenue = applyBasisPoints(money(part, 'EUR'), state.commissionBps).amountMinor;
      return { revenue, payable: part - revenue };
    };
    const found = fc.check(
      fc.property(lineInParts, ({ whole, parts }) => refundInParts(whole, parts, naive).commission === 0n),
      { seed: 7, numRuns: 500 },
    );
    expect(found.failed).toBe(true);
  });

  test('neither the store nor the platform ever gives back more than the part', () => {
    fc.assert(
      fc.property(lineInParts, ({ whole, parts }) => {
        refundInParts(whole, parts, (state, part) => {
          const given = giveBack(state, part);
          expect(given.revenue).toBeGreaterThanOrEqual(0n);
          expect(given.payable).toBeGreaterThanOrEqual(0n);
          expect(given.revenue + given.payable).toBe(part);
          return given;
        });
      }),
    );
  });
});

describe('shareOut', () => {
  const lines = fc
    .array(fc.tuple(amount, fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 6 })
    .map((drawn) =>
      drawn.map(([amountMinor, percent], index) =>
        held(amountMinor, { lineId: String(index), refundedMinor: (amountMinor * BigInt(percent)) / 100n }),
      ),
    );

  test('parts sum to the amount and none exceeds what is left of its line', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 100 }), (drawn, percent) => {
        const left = drawn.reduce((sum, each) => sum + refundableMinor(each), 0n);
        const asked = (left * BigInt(percent)) / 100n;
        fc.pre(left > 0n);
        const parts = shareOut(asked, 'EUR', drawn);
        expect(parts.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(asked);
        for (const part of parts) {
          const of = drawn[Number(part.lineId)];
          expect(part.amountMinor).toBeLessThanOrEqual(of ? refundableMinor(of) : 0n);
        }
      }),
    );
  });
});
