/** A number from 0 to 2³² - 1 that depends on nothing but the text (FNV-1a, mixed). */
export function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A fraction of 1 that depends on nothing but the text. */
export function fraction(text: string): number {
  return hash(text) / 2 ** 32;
}

/** Choices that follow from a seed alone, one after the other. */
export type Random = {
  /** From 0 to below `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
};

export function seededRandom(seed: string): Random {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return fraction(`${seed} ${drawn}`);
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const picked = items[below(items.length)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
  };
}
