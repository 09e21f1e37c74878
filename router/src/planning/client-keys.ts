/** No field of ours begins with it; a client's alias that does gets it once more, so that none is lost. */
export const renamedPrefix = 'alias_of_client_';

/** The response key under which the client asked for what a plan calls by this one. */
export function clientKeyOf(key: string): string {
  return key.startsWith(renamedPrefix) ? key.slice(renamedPrefix.length) : key;
}
