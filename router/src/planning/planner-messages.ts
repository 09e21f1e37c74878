/** What is said between a router and the thread that plans for it. */
export type PlanRequest = {
  readonly id: number;
  readonly source: string;
  readonly operationName: string | undefined;
};

export type PlannerMessage =
  | { readonly kind: 'ready' }
  /** @param plan - `QueryPlan` as JSON. */
  | { readonly kind: 'planned'; readonly id: number; readonly plan: string }
  | { readonly kind: 'failed'; readonly id: number; readonly isTooLarge: boolean; readonly message: string };
