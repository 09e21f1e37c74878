import { identityMatrix } from './identity.matrix.ts';
import { shopMatrix } from './marketplace-shops.matrix.ts';
import { tradeMatrix } from './marketplace-trades.matrix.ts';
import type { Row } from './matrix.ts';
import { paymentsMatrix } from './payments.matrix.ts';

export const rows: readonly Row[] = [...identityMatrix, ...shopMatrix, ...tradeMatrix, ...paymentsMatrix];
