/** Far fewer than the defaults (10,000 and unlimited), which are made for compiled planners. */
export const plannerLimits = { debug: { maxEvaluatedPlans: 500, pathsLimit: 500 } };
