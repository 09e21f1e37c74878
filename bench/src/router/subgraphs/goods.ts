/** The data of the benchmark's shop: the same in every run, and of the size that its answers are to have. */

export type User = { readonly id: string; readonly name: string; readonly username: string };
export type Product = { readonly upc: string; readonly name: string; readonly price: number; readonly weight: number };
export type Review = { readonly id: string; readonly body: string; readonly authorId: string; readonly upc: string };

const userCount = 5;
const productCount = 8;
const reviewsPerUser = 4;

export const users: readonly User[] = Array.from({ length: userCount }, (_, index) => ({
  id: `u${index + 1}`,
  name: ['Uri Goldshtein', 'Dotan Simha', 'Kamil Kisiela', 'Arda Tanrikulu', 'Gil Gardosh'][index] ?? '',
  username: `user_${index + 1}`,
}));

export const products: readonly Product[] = Array.from({ length: productCount }, (_, index) =>
  productOf(`p${index + 1}`),
);

export const reviews: readonly Review[] = users.flatMap(({ id }, user) =>
  Array.from({ length: reviewsPerUser }, (_, nth) => {
    const number = user * reviewsPerUser + nth;
    return { id: `r${number + 1}`, body: bodyOf(number), authorId: id, upc: `p${(number % productCount) + 1}` };
  }),
);

/** Any UPC is a product: subscribers watch thousands of them. */
export function productOf(upc: string): Product {
  const number = Number.parseInt(upc.slice(1), 10) || 0;
  return {
    upc,
    name: `Product number ${number}, in a box of its own`,
    price: 100 + (number % 50) * 20,
    weight: 10 + (number % 90),
  };
}

export function isInStock(upc: string): boolean {
  return Number.parseInt(upc.slice(1), 10) % 3 !== 0;
}

/** Heavy things are dear to send; dear ones are sent for nothing. */
export function shippingOf({ price, weight }: { price: number; weight: number }): number {
  return price > 1_000 ? 0 : Math.round(weight / 2);
}

function bodyOf(number: number): string {
  return `Review ${number + 1}: it does what it says, came in time, and I would buy it again for anybody I like. Five stars of five.`;
}
