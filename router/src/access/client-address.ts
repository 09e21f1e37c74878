import { BlockList, isIP } from 'node:net';
import { LRUCache } from 'lru-cache';

/** The address a request came from, seen through trusted proxies. */
export type ClientAddress = (peer: string | undefined, forwardedFor: string | string[] | undefined) => string | null;

const rememberedAddresses = 1_000;

/** @param trusted - Addresses or networks (`10.0.0.0/8`). */
export function trustedProxies(trusted: readonly string[]): (address: string) => boolean {
  const proxies = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    if (bits === undefined) proxies.addAddress(address, family(address));
    else proxies.addSubnet(address, Number(bits), family(address));
  }
  const check = (address: string) => isIP(address) !== 0 && proxies.check(address, family(address));
  const known = new LRUCache<string, boolean>({ max: rememberedAddresses });
  return (address) => {
    let isTrusted = known.get(address);
    if (isTrusted === undefined) {
      isTrusted = check(plain(address));
      known.set(address, isTrusted);
    }
    return isTrusted;
  };
}

/**
 * Reads `X-Forwarded-For` from its end for as long as the addresses are proxies that we trust; the first other one is
 * the client's. What a stranger writes into the header is never believed.
 */
export function clientAddresses(isTrusted: (address: string) => boolean): ClientAddress {
  return (peer, forwardedFor) => {
    const hops = [forwardedFor ?? []].flat().join(',').split(',').map(plain).reverse();
    let client = plain(peer ?? '');
    for (const hop of hops) {
      if (isIP(hop) === 0 || !isTrusted(client)) break;
      client = hop;
    }
    return isIP(client) === 0 ? null : client;
  };
}

/** IPv4 that came over an IPv6 socket is written as IPv4. */
function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, '');
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
