import { ImportProgressed } from '@caravan/contracts/marketplace';
import type { Transaction } from '@caravan/database/database';
import { publish } from '@caravan/events/publish';
import type { ImportJob } from './imports.domain.ts';

export async function publishProgress(tx: Transaction, { id, storeId, version }: ImportJob): Promise<void> {
  await publish(tx, ImportProgressed, { subject: id, data: { importJobId: id, storeId, version } });
}
