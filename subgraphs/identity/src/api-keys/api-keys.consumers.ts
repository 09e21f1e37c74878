import { ApiKeyUsed } from '@caravan/contracts/identity-staff';
import { consumer, on } from '@caravan/events/consumer';
import type { Deps } from '../deps.ts';
import { markApiKeyUsed } from './api-keys.store.ts';

/** Keeps when each key was last used, as routers tell it. */
export const apiKeyUses = consumer<Deps>('identity.api-key-uses', [
  on(ApiKeyUsed, (_deps: Deps, tx, { data, time }) => markApiKeyUsed(tx, data.keyId, new Date(time))),
]);
