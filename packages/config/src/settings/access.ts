import { z } from 'zod';
import { flag, list, mode } from '../kinds.ts';
import { setting } from '../setting.ts';

/** Who may ask, and for what. */
export const accessSettings = {
  accessRefusal: setting(
    'ACCESS_REFUSAL',
    mode('null', 'refuse').default('null'),
    'Fields that somebody may not see: null and an error each, or refuse the whole operation.',
  ),
  introspection: setting(
    'INTROSPECTION',
    mode('true', 'false', 'partners').optional(),
    'Answer introspection to everybody, to nobody, or to partners with an API key and people signed in to the explorer; by default to the latter in production, else to everybody.',
  ),
  partnerApiKeys: setting(
    'PARTNER_API_KEYS',
    list.pipe(z.array(z.string().regex(/^[\w.-]{1,64}:[0-9a-f]{64}$/, 'a key is name:sha256, in hex'))).default([]),
    'API keys of partners, as name:sha256 pairs; make one with `caravan api-key <name>`.',
    { secret: true },
  ),
  partnerKeyRequired: setting(
    'PARTNER_KEY_REQUIRED',
    flag.optional(),
    'Ask for an API key at /partner/graphql; by default in production only.',
  ),
};
