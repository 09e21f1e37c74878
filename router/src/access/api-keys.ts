import { createHash, timingSafeEqual } from 'node:crypto';
import { CaravanError } from '@caravan/core/errors';
import type { Contract } from './client.ts';

/** HTTP header of an API key; on sockets, the same name in `connectionParams`. */
export const apiKeyHeader = 'x-api-key';

/** What a client is let to see, and by which key. */
export type Entry = {
  readonly contract: Contract;
  /** Name of the API key; null without one. */
  readonly apiKeyId: string | null;
};

/**
 * Which schema a client is shown: whoever brings an API key sees the partners' contract, wherever it is brought; the
 * partners' endpoint shows nothing else to anybody.
 *
 * @throws CaravanError `UNAUTHENTICATED` for a key that is unknown, and for none where one is needed.
 */
export type Entrance = (shown: {
  /** The contract of the endpoint. */
  readonly endpoint: Contract;
  /** Anything but a text is no key, and is refused as one. */
  readonly apiKey: unknown;
}) => Entry;

type Options = {
  /** As `name:sha256` pairs, in hex. */
  readonly keys: readonly string[];
  /** Whether the partners' endpoint is for those with a key only. */
  readonly isKeyRequired: boolean;
};

export function entrance({ keys, isKeyRequired }: Options): Entrance {
  const known = keys.map((entry) => {
    const [name = '', hash = ''] = entry.split(':');
    return { name, hash: Buffer.from(hash, 'hex') };
  });
  return ({ endpoint, apiKey }) => {
    if (apiKey === undefined || apiKey === null) {
      if (endpoint === 'partner' && isKeyRequired) throw refused(`Send an API key in the header \`${apiKeyHeader}\`.`);
      return { contract: endpoint, apiKeyId: null };
    }
    const hash = createHash('sha256')
      .update(typeof apiKey === 'string' ? apiKey : '')
      .digest();
    // All are compared, in constant time each: how long it takes says nothing of the keys.
    const [found] = known.filter((each) => timingSafeEqual(each.hash, hash));
    if (!found) throw refused('The API key is not valid.');
    return { contract: 'partner', apiKeyId: found.name };
  };
}

function refused(message: string): CaravanError {
  return new CaravanError('UNAUTHENTICATED', message);
}
