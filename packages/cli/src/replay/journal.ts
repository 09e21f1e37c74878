import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { money } from '@caravan/core/money';
import type { Trade } from './run-basket.ts';

/** Which baskets have been traded at one Caravan, so that an interrupted replay goes on where it was. */
export type Journal = {
  readonly trades: ReadonlyMap<string, Trade>;
  add(trade: Trade): void;
};

type Line = { basketId: string; orderIds: string[]; amountMinor: string; currency: string };

/** One JSON line per basket; a line that was cut off by a crash is ignored, and its basket repeated under the same keys. */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const trades = new Map(
    text
      .split('\n')
      .flatMap(readLine)
      .map((trade) => [trade.basketId, trade]),
  );
  // What was cut off must not spoil the next line.
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  return {
    trades,
    add: (trade) => {
      trades.set(trade.basketId, trade);
      const { basketId, orderIds, captured } = trade;
      appendFileSync(
        file,
        `${JSON.stringify({ basketId, orderIds, amountMinor: captured.amountMinor.toString(), currency: captured.currency })}\n`,
      );
    },
  };
}

function readLine(text: string): Trade[] {
  if (!text.endsWith('}')) return [];
  const { basketId, orderIds, amountMinor, currency } = JSON.parse(text) as Line;
  return [{ basketId, orderIds, captured: money(BigInt(amountMinor), currency) }];
}
