/** An entity of another subgraph: its UUID is all we know of it. */
export type Stub = { readonly id: string };
