import type { Connection, PageArguments, PageRequest, Pager } from '@caravan/core/pages';
import type { Checkout } from './checkout/checkout.domain.ts';
import type { Counts } from './pages.store.ts';
import type { VisiblePayment } from './payments/payment-views.ts';
import type { StoreTransaction } from './stores/stores.store.ts';

/** A page of a list, which is counted only when asked. */
export type Page<Node> = Connection<Node> & { countAll(): Promise<number> };

export type CheckoutPage = Page<Checkout>;
export type PaymentPage = Page<VisiblePayment>;
export type StoreTransactionPage = Page<StoreTransaction>;

type Lists<Node> = {
  /** What the cursors are signed for. */
  readonly name: string;
  readonly owners: readonly string[];
  ownerOf(node: Node): string;
  find(request: PageRequest): Promise<readonly Node[]>;
  count(): Promise<Counts>;
};

/** The same page of each owner's list: read with one statement, and counted with one when asked. */
export async function readPages<Node extends { readonly id: string }>(
  pager: Pager,
  page: PageArguments,
  { name, owners, ownerOf, find, count }: Lists<Node>,
): Promise<ReadonlyMap<string, Page<Node>>> {
  const request = pager.request(name, page);
  const nodes = Map.groupBy(owners.length > 0 ? await find(request) : [], ownerOf);
  let counts: Promise<Counts> | undefined;
  const countAll = async (owner: string) => {
    counts ??= count();
    return (await counts).get(owner) ?? 0;
  };
  return new Map(
    owners.map((owner) => {
      const connection = pager.connection(name, request, nodes.get(owner) ?? [], ({ id }) => [id]);
      return [owner, { ...connection, countAll: () => countAll(owner) }];
    }),
  );
}

/** Resolvers that every connection has. */
export const pageResolvers = {
  nodes: <Node>(page: Page<Node>) => page.edges.map(({ node }) => node),
  totalCount: <Node>(page: Page<Node>) => page.countAll(),
};
