import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { money } from '@caravan/core/money';
import { expect, test } from 'vitest';
import { openJournal } from './journal.ts';

const fileIn = () => join(mkdtempSync(join(tmpdir(), 'caravan-journal-')), 'deep', 'journal.jsonl');
const trade = { basketId: 'b1', orderIds: ['ord_1'], captured: money(150n, 'BRL') };

test('remembers trades over runs', () => {
  const file = fileIn();
  openJournal(file).add(trade);
  expect([...openJournal(file).trades.values()]).toEqual([trade]);
});

test('a line that a crash cut off is a basket to trade again', () => {
  const file = fileIn();
  openJournal(file).add(trade);
  appendFileSync(file, '{"basketId":"b2","orderIds":["ord');
  expect([...openJournal(file).trades.keys()]).toEqual(['b1']);
});
