import { createHash, timingSafeEqual } from 'node:crypto';
import { CaravanError } from '@caravan/core/errors';
import type { Identity } from './access-token.ts';
import type { Contract } from './client.ts';
import type { PartnerKeys } from './partner-keys.ts';

/** HTTP header of an API key; on sockets, the same name in `connectionParams`. */
export const apiKeyHeader = 'x-api-key';

/** What a client is let to see, and by which key. */
export type Entry = {
  readonly contract: Contract;
  /** Id or name of the API key; null without one. */
  readonly apiKeyId: string | null;
  /** Whether the key may ask for more than others. */
  readonly isHighRate: boolean;
};

export type Entered = {
  readonly entry: Entry;
  /** Who a program is by its key, where it brings no person's token; null without a key that says so. */
  readonly program: Identity | null;
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
}) => Entered;

type Options = {
  /** As `name:sha256` pairs, in hex; known besides those made in identity. */
  readonly keys: readonly string[];
  readonly partnerKeys: Pick<PartnerKeys, 'find'>;
  /** Whether the partners' endpoint is for those with a key only. */
  readonly isKeyRequired: boolean;
};

export function entrance({ keys, partnerKeys, isKeyRequired }: Options): Entrance {
  const known = keys.map((entry) => {
    const [name = '', hash = ''] = entry.split(':');
    return { name, hash: Buffer.from(hash, 'hex') };
  });
  return ({ endpoint, apiKey }) => {
    if (apiKey === undefined || apiKey === null) {
      if (endpoint === 'partner' && isKeyRequired) throw refused(`Send an API key in the header \`${apiKeyHeader}\`.`);
      return { entry: { contract: endpoint, apiKeyId: null, isHighRate: false }, program: null };
    }
    const hash = createHash('sha256')
      .update(typeof apiKey === 'string' ? apiKey : '')
      .digest();
    // All are compared, in constant time each: how long it takes says nothing of the keys.
    const [configured] = known.filter((each) => timingSafeEqual(each.hash, hash));
    const found = partnerKeys.find(hash.toString('hex'));
    const apiKeyId = found?.id ?? configured?.name;
    if (apiKeyId === undefined) throw refused('The API key is not valid.');
    const entry = { contract: 'partner', apiKeyId, isHighRate: found?.isHighRate ?? false } as const;
    return { entry, program: found?.identity ?? null };
  };
}

function refused(message: string): CaravanError {
  return new CaravanError('UNAUTHENTICATED', message);
}
