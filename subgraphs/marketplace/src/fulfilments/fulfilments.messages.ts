import type { InvalidTransition } from './fulfilments.domain.ts';

export const transitionMessages = {
  InvalidTransition: ({ from, to }: InvalidTransition) => {
    if (from === 'PENDING' && to === 'CANCELLED') return 'It is not paid yet: cancel its checkout instead.';
    return from === to ? `It is ${from} already.` : `It is ${from}: you cannot make it ${to}.`;
  },
};
