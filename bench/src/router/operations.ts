/** The operations of the workloads, as JSON bodies of requests. */

const product = 'upc name price weight inStock shippingEstimate';
const reviewsOf = (inside: string) => `reviews { id body ${inside} }`;
const authors = `author { id username name ${reviewsOf(`product { ${product} }`)} }`;

/** Nested over four subgraphs; the stock planner makes about 16 fetches of it, the answer has about 90 KB. */
export const heavy = body(`query Heavy {
  users { id username name ${reviewsOf(`product { ${product} ${reviewsOf(authors)} }`)} }
  topProducts { ${product} ${reviewsOf(authors)} }
}`);

/** Two fetches: products, then their reviews; about 4 KB. */
export const small = body(`query Small {
  topProducts(first: 8) { upc name price weight reviews { id body author { id username } } }
}`);

/** A product's own fields with each event, and what another subgraph knows of it. */
export const watch = `subscription Watch($upc: String!) {
  productUpdated(upc: $upc) { upc name price weight updatedAt inStock shippingEstimate }
}`;

function body(query: string): string {
  return JSON.stringify({ query });
}
