import { identityMatrix } from './identity.matrix.ts';
import { accountsMatrix } from './identity-accounts.matrix.ts';
import { erasureMatrix } from './identity-erasure.matrix.ts';
import { keysMatrix } from './identity-keys.matrix.ts';
import { mfaMatrix } from './identity-mfa.matrix.ts';
import { passwordsMatrix } from './identity-passwords.matrix.ts';
import { placesMatrix } from './identity-places.matrix.ts';
import { profilesMatrix } from './identity-profiles.matrix.ts';
import { socialMatrix } from './identity-social.matrix.ts';
import { staffMatrix } from './identity-staff.matrix.ts';
import { shopMatrix } from './marketplace-shops.matrix.ts';
import { tradeMatrix } from './marketplace-trades.matrix.ts';
import type { Row } from './matrix.ts';
import { paymentsMatrix } from './payments.matrix.ts';

export const rows: readonly Row[] = [
  ...identityMatrix,
  ...accountsMatrix,
  ...erasureMatrix,
  ...keysMatrix,
  ...mfaMatrix,
  ...passwordsMatrix,
  ...staffMatrix,
  ...placesMatrix,
  ...profilesMatrix,
  ...socialMatrix,
  ...shopMatrix,
  ...tradeMatrix,
  ...paymentsMatrix,
];
