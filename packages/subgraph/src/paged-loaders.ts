import DataLoader from 'dataloader';

/**
 * Lists of many parents, such as each store's products, read together when they are asked for with the same arguments:
 * one call per distinct arguments, however many parents there are.
 *
 * @param load - Reads the lists of all parents, in their order.
 */
export function pagedLoaders<Arguments, Rows>(
  load: (parentIds: readonly string[], args: Arguments) => Promise<readonly Rows[]>,
): (args: Arguments) => DataLoader<string, Rows> {
  const loaders = new Map<string, DataLoader<string, Rows>>();
  return (args) => {
    const key = JSON.stringify(args, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    const known = loaders.get(key);
    if (known) return known;
    const loader = new DataLoader<string, Rows>((ids) => load(ids, args));
    loaders.set(key, loader);
    return loader;
  };
}
