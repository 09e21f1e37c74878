/** Bounds how much of the traffic to one subgraph may be repetition, so that one that is down is not hammered. */
export type RetryBudget = {
  /** A call that is no retry: it earns a share of one. */
  earn(): void;
  /** Takes one retry, if there is one. */
  spend(): boolean;
};

/**
 * @param percent - Retries per hundred calls.
 * @param reserve - Retries that may be saved up; also what there is at first, so that little traffic has some.
 */
export function retryBudget({ percent, reserve }: { percent: number; reserve: number }): RetryBudget {
  let saved = reserve;
  return {
    earn: () => {
      saved = Math.min(saved + percent / 100, reserve);
    },
    spend: () => {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
