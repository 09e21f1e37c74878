import { moneyMutants } from './money-mutants.ts';
import type { Mutant } from './mutant.ts';
import { tradeMutants } from './trade-mutants.ts';

export const mutants: readonly Mutant[] = [...tradeMutants, ...moneyMutants];
