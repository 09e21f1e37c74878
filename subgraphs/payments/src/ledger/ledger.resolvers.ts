import type { Resolvers } from '../generated/graphql.ts';
import { readBalances } from './ledger.usecases.ts';
import { checkLedger } from './ledger-health.usecases.ts';

export const ledgerResolvers: Resolvers = {
  Query: {
    ledgerHealth: (_root, _input, { deps }) => checkLedger(deps),
    ledgerBalances: (_root, _input, { deps }) => readBalances(deps),
  },
};
