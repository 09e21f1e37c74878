import { openEmbeddedLog } from '@caravan/events/embedded-log';
import type { EventTransport } from '@caravan/events/transport';
import type { Logger } from 'pino';
import { type Part, settingsAsTheyCome } from './shop.ts';

export async function openTransport({ logUrl }: Part, logger: Logger): Promise<EventTransport> {
  const { pollMs, batchSize } = settingsAsTheyCome();
  return openEmbeddedLog({ url: logUrl, pollMs, batchSize, logger });
}
